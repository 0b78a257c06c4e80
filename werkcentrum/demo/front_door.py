"""What comes in besides the form: clients of partners, a suspicious question, and rules that are being written."""

import uuid
from dataclasses import dataclass

from advisors.services import ClientData, NextStep, claim_case, record_contact
from advisors.workflow import ContactKind
from directory.models import Organization
from intake.inbound import consent
from intake.models import InboundReferral
from intake.services.drafts import start_draft
from intake.services.editing import (
    RuleText,
    change_rule,
    change_terms,
    digest_of_rule,
    digest_of_settings,
    open_rule_draft,
)
from intake.services.held import hold
from intake.services.inbound import InboundData, answer_inbound, refer_in
from werkcentrum.core.models import Municipality
from werkcentrum.demo.clock import at, days_ago
from werkcentrum.demo.story import Staff


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A client whom somebody of a partner brings, `ago` days before today; answered by an advisor or not yet."""

    partner: str
    desk: str
    name: str
    municipality: str
    situation: str
    themes: tuple[str, ...]
    question: str
    note: str
    ago: float
    answer: str = ""
    agreed: str = ""
    next_step: str = ""


BROUGHT = (
    Brought(
        partner="bram.kuipers",
        desk="leerwerkloket",
        name="Samira Haddad",
        municipality="GM0153",
        situation="newcomer",
        themes=("find_work", "training"),
        question="Ik wil graag in de zorg werken, maar ik weet niet of mijn diploma hier geldt.",
        note="Zij kwam bij ons voor een opleidingsadvies. De waardering van haar diploma is aangevraagd. "
        "Wij hopen dat jullie haar helpen met werk ernaast.",
        ago=1,
    ),
    Brought(
        partner="bram.kuipers",
        desk="leerwerkloket",
        name="Wim Olthof",
        municipality="GM0141",
        situation="at_risk",
        themes=("orientation", "find_work"),
        question="Mijn baan stopt over drie maanden. Wat kan ik nog worden met mijn handen?",
        note="Wij deden een beroepentest. Hij zoekt een werkgever die hem wil opleiden.",
        ago=9,
        answer="Dank voor het aanmelden. Wij hebben met Wim afgesproken dat hij een dag meeloopt bij een "
        "installatiebedrijf in Almelo. Wij bellen hem daarna. Jullie hoeven niets te doen.",
        agreed="Wim loopt een dag mee bij een installatiebedrijf in Almelo. Het Leerwerkloket hoort het van mij.",
        next_step="Vraag Wim hoe de meeloopdag was",
    ),
    Brought(
        partner="dennis.roelofs",
        desk="uwv",
        name="Ria Wesselink",
        municipality="GM1742",
        situation="ww",
        themes=("training_funding",),
        question="Ik kan bij een bakker beginnen als ik een cursus hygiëne heb. Wie betaalt die?",
        note="De werkgever wil meebetalen. Kunnen jullie met haar naar een scholingscheque kijken?",
        ago=2,
    ),
)
ADVERTISEMENT = (
    "BEST LOANS FAST!!! visit https://loans.example/now and https://loans.example/today and https://cash.example/go"
)


def open_the_door(staff: Staff) -> None:
    """Let everything of this file happen once."""
    for client in BROUGHT:
        _bring(client, staff)
    _hold_an_advertisement()
    _write_rules(staff)


def _bring(client: Brought, staff: Staff) -> InboundReferral:
    desk = Organization.objects.get(code=client.desk)
    facts = {"municipality": client.municipality, "situation": client.situation, "themes": list(client.themes)}
    with at(days_ago(client.ago, 11, 20)):
        inbound = refer_in(
            data=InboundData(
                organization=desk,
                client=ClientData(
                    audience="resident",
                    name=client.name,
                    phone="+31612345678",
                    municipality=Municipality.objects.get(pk=client.municipality),
                ),
                question=client.question,
                facts={"audience": "resident", "age": 38, "education": "mbo3", **facts},
                note=client.note,
                contact_preference="phone",
                consent=InboundReferral.Consent.SPOKEN,
                shown=consent.fingerprint(organization=desk.name, audience="resident"),
            ),
            submission_key=uuid.uuid4(),
            by=staff[client.partner],
        )
    if client.answer:
        _answer(inbound, client, staff)
    return inbound


def _answer(inbound: InboundReferral, client: Brought, staff: Staff) -> None:
    advisor = staff["marieke.ter.braak"]
    with at(days_ago(client.ago - 1, 14)):
        claim_case(case_id=inbound.case_id, by=advisor)
    step = NextStep(text=client.next_step, on=days_ago(-3).date())
    with at(days_ago(client.ago - 3, 15)):
        record_contact(
            case_id=inbound.case_id,
            kind=ContactKind.PHONE,
            minutes=20,
            by=advisor,
            note=client.agreed,
            next_step=step,
        )
    with at(days_ago(client.ago - 3, 15, 10)):
        answer_inbound(inbound_id=inbound.pk, text=client.answer, by=advisor)


def _hold_an_advertisement() -> None:
    with at(days_ago(0.5, 8, 5)):
        draft = start_draft(
            audience="employer",
            language="en",
            answers={
                "question": ADVERTISEMENT,
                "themes": ["subsidies"],
                "municipality": "outside",
                "company_name": "Fast Loans",
                "name": "Fast Loans",
                "email": "fast.loans@post.example",
                "contact_preference": "email",
                "language": "en",
            },
        )
        hold(draft, ["links", "too_fast"])


def _write_rules(staff: Staff) -> None:
    """The coordinator tries something out: vacancies to the Werkplein as well."""
    by = staff["harriet.wolberink"]
    draft = open_rule_draft(by=by)
    rule = draft.rules.get(code="vacancies")
    text = RuleText(
        audience=rule.audience,
        conditions=rule.conditions,
        effects={"desks": ["werkcentrum", "werkplein"]},
        explanation_nl="Werkcentrum Twente laat u zien welk werk er is. Werkplein Twente kent de werkgevers.",
        explanation_en="Werkcentrum Twente shows you which work there is. Werkplein Twente knows the employers.",
        legal_basis=rule.legal_basis,
    )
    change_rule(rule_set_id=draft.pk, code=rule.code, seen=digest_of_rule(rule), text=text, by=by)
    change_terms(
        rule_set_id=draft.pk,
        seen=digest_of_settings(draft),
        by=by,
        days_light=draft.days_light,
        days_basic=draft.days_basic,
        days_specialist=draft.days_specialist,
        notes="Wie alleen vacatures zoekt, kan ook bij Werkplein Twente terecht. Afgesproken in het regio-overleg.",
    )
