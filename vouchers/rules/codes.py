"""The codes that facts and schemes are written in: costs, sources, levels, evidence, checks."""

from enum import StrEnum


class CostKind(StrEnum):
    """What a training costs. Travel, wages and childcare are known, and never eligible (domain 7)."""

    TUITION = "tuition"
    EXAM = "exam"
    MATERIAL = "material"
    TRAVEL = "travel"
    WAGES = "wages"
    CHILDCARE = "childcare"


class Source(StrEnum):
    """Who may pay the other part (BP 6)."""

    EMPLOYER = "employer"
    BENEFITS_AGENCY = "benefits_agency"
    OO_FUND = "oo_fund"
    OWN = "own"
    SOCIAL_RETURN = "social_return"
    KANSENFONDS = "kansenfonds"


class Education(StrEnum):
    """The highest finished education."""

    NONE = "none"
    VMBO = "vmbo"
    MBO1 = "mbo1"
    MBO2 = "mbo2"
    MBO3 = "mbo3"
    MBO4 = "mbo4"
    HAVO_VWO = "havo_vwo"
    HBO = "hbo"
    WO = "wo"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """The level of a training; a certificate is a part of an mbo diploma or a practice statement."""

    NONE = "none"
    VMBO = "vmbo"
    CERTIFICATE = "certificate"
    MBO1 = "mbo1"
    MBO2 = "mbo2"
    MBO3 = "mbo3"
    MBO4 = "mbo4"
    HAVO_VWO = "havo_vwo"
    HBO_AD = "hbo_ad"
    HBO = "hbo"
    WO = "wo"
    UNKNOWN = "unknown"


class Evidence(StrEnum):
    """What may show prospects of work in an occupation that is not on the list (V art. 4)."""

    EMPLOYER_STATEMENT = "employer_statement"
    JOB_OFFER = "job_offer"
    ADVISOR_MOTIVATION = "advisor_motivation"


class EducationRule(StrEnum):
    """How the highest finished education limits the level of the training."""

    NONE = ""
    HIGHER_UP_TO_MBO4 = "higher_up_to_mbo4"


class CheckCode(StrEnum):
    """The conditions, in the order in which they are shown. The same codes are the grounds of a refusal."""

    RESIDENCE = "residence"
    AGE = "age"
    EDUCATION_DIRECTION = "education_direction"
    PROVIDER_RECOGNISED = "provider_recognised"
    LABOUR_MARKET = "labour_market"
    COFINANCING = "cofinancing"
    ANNUAL_CAP = "annual_cap"
    BUDGET = "budget"


class Result(StrEnum):
    """What a check says: met, not met, or a person has to judge."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    REVIEW = "review"


class Eligible(StrEnum):
    """What all checks together say."""

    YES = "yes"
    NO = "no"
    REVIEW = "review"


HIGHER_EDUCATION = frozenset({Education.HBO, Education.WO})
ABOVE_MBO4 = frozenset({Level.HBO_AD, Level.HBO, Level.WO})
OUTSIDE = "outside"
