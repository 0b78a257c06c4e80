"""The words of the codes in the voucher rules: for forms, pages and letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CostKindLabel(models.TextChoices):
    """Kinds of costs; the first three can be paid with a voucher."""

    TUITION = "tuition", _("Course fee")
    EXAM = "exam", _("Exam")
    MATERIAL = "material", _("Books and materials")
    TRAVEL = "travel", _("Travel")
    WAGES = "wages", _("Wages")
    CHILDCARE = "childcare", _("Childcare")


class SourceLabel(models.TextChoices):
    """Who may pay the other part."""

    EMPLOYER = "employer", _("Employer")
    OO_FUND = "oo_fund", _("O&O fund")
    BENEFITS_AGENCY = "benefits_agency", _("UWV or municipality")
    SOCIAL_RETURN = "social_return", _("Social return")
    KANSENFONDS = "kansenfonds", _("Kansenfonds")
    OWN = "own", _("You yourself")


class LevelLabel(models.TextChoices):
    """Levels of a training."""

    CERTIFICATE = "certificate", _("Certificate or practice statement")
    VMBO = "vmbo", _("Vmbo")
    MBO1 = "mbo1", _("Mbo 1")
    MBO2 = "mbo2", _("Mbo 2")
    MBO3 = "mbo3", _("Mbo 3")
    MBO4 = "mbo4", _("Mbo 4")
    HAVO_VWO = "havo_vwo", _("Havo or vwo")
    HBO_AD = "hbo_ad", _("Hbo associate degree")
    HBO = "hbo", _("Hbo")
    WO = "wo", _("University")
    NONE = "none", _("No level")
    UNKNOWN = "unknown", _("I do not know")


class EvidenceLabel(models.TextChoices):
    """What shows a chance of work in an occupation that is not on the list (V art. 4)."""

    EMPLOYER_STATEMENT = "employer_statement", _("Statement of an employer")
    JOB_OFFER = "job_offer", _("Offer of a job")
    ADVISOR_MOTIVATION = "advisor_motivation", _("Motivation of the advisor")
