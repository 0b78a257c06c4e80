"""Consent: shown, given, kept word for word, and withdrawn at any moment."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from advisors.permissions import is_case_worker, require_case_worker
from advisors.services import record_event
from referrals import rules
from referrals.models import Consent, Referral
from referrals.services import messages, steps
from referrals.services.locking import locked_referral, require_open_case
from referrals.services.sending import send, send_referral
from referrals.sharing import group_labels
from referrals.workflow import OPEN, Basis, ConsentHow, DataGroup, LegalArticle, ReferralStatus
from werkcentrum.core import audit
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import Conflict, NotAllowed, RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.workflow import move


def consent_text(referral: Referral, *, article: str = "") -> str:
    """What the client is shown or read out, in the client's language; with an `article` what is told instead of asked.

    The same text is stored with the consent: whoever changes these words changes what people agree to from then on.
    """
    with override(referral.case.client.language):
        values = {
            "organization": referral.organization.name,
            "sender": referral.from_organization.name,
            "question": referral.question,
            "until": steps.written(rules.consent_until(timezone.localdate())),
            "article": LegalArticle(article).label if article else "",
        }
        paragraphs = _legal_text() if article else _consent_text()
        shared = "\n".join(f"- {line}" for line in _what(referral.groups))
        return "\n\n".join([paragraphs[0] % values, shared, *(text % values for text in paragraphs[1:])])


def _consent_text() -> list[str]:
    return [
        _("%(sender)s asks %(organization)s to help with this: “%(question)s” For that, %(organization)s gets to see:"),
        _(
            "%(organization)s uses this to help you and for nothing else. Your consent lasts up to and including "
            "%(until)s."
        ),
        _(
            "You do not have to agree, and you can stop at any time without giving a reason: in your own space or "
            "through your contact person. %(organization)s then sees nothing any more, at once."
        ),
    ]


def _legal_text() -> list[str]:
    return [
        _(
            "%(sender)s and %(organization)s both have a task by law here (%(article)s), about: “%(question)s” "
            "Therefore %(organization)s gets to see:"
        ),
        _("%(organization)s uses this for that task and for nothing else, up to and including %(until)s."),
        _("Your consent is not needed for this. If you do not agree, tell your contact person."),
    ]


def _what(groups: list[str]) -> list[str]:
    """Each data group in words that leave no doubt."""
    words = {
        DataGroup.CONTACT: _("your name, telephone number and e-mail address"),
        DataGroup.QUESTION: _("your question, and what it is about"),
        DataGroup.BACKGROUND: _("where you live, your age, your situation and your highest diploma"),
        DataGroup.DOCUMENTS: _("your documents about this question"),
    }
    return [words[group] for group in DataGroup if group in groups]


def text_digest(text: str) -> str:
    """A fingerprint by which a form shows which text was on the screen."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def record_consent(*, referral_id: int, how: str = "", article: str = "", shown: str, by: User) -> Consent:
    """An advisor records that the client said yes (`how` spoken or signed), or the legal task (`article`) instead.

    `shown` is the fingerprint of the text that was read out or signed. Raises NotAllowed, Conflict when the text has
    changed since, RuleViolation when the law gives no basis between these two organisations.
    """
    require_case_worker(by)
    if bool(how) == bool(article) or how == ConsentHow.ONLINE:
        raise RuleViolation(_("Say how the client gave consent, or name the article of the law that is the basis."))
    with explain_constraints(), transaction.atomic():
        return _keep_consent(locked_referral(referral_id), how=how, article=article, shown=shown, by=by)


def send_with_consent(*, referral_id: int, how: str = "", article: str = "", shown: str, by: User) -> Referral:
    """Record the consent (see `record_consent`) and send at once: both, or neither."""
    with explain_constraints(), transaction.atomic():
        record_consent(referral_id=referral_id, how=how, article=article, shown=shown, by=by)
        return send_referral(referral_id=referral_id, by=by)


def give_consent(*, referral_id: int, shown: str, by: User) -> Referral:
    """The client says yes in the own space, and the referral goes out on behalf of the advisor who prepared it.

    Raises NotAllowed for anybody but the client, Conflict when it is not asked (any more) or the text has changed.
    """
    with explain_constraints(), transaction.atomic():
        referral = locked_referral(referral_id)
        _require_client(referral, by)
        if not referral.consent_is_asked:
            raise Conflict(_("This question to you has lapsed. You do not have to do anything."))
        _keep_consent(referral, how=ConsentHow.ONLINE, article="", shown=shown, by=by)
        send(referral, sender=referral.created_by, by=by)
        return referral


def _keep_consent(referral: Referral, *, how: str, article: str, shown: str, by: User) -> Consent:
    require_open_case(referral)
    if referral.status != ReferralStatus.DRAFT:
        raise Conflict(_("This referral has been sent already."))
    if article and not rules.legal_task_possible(referral.from_organization.kind, referral.organization.kind):
        raise RuleViolation(
            _("Sharing without consent is possible between UWV and municipalities only."), code="no-basis"
        )
    text = consent_text(referral, article=article)
    if shown != text_digest(text):
        raise Conflict(
            _("The text has changed since you opened this page. Read it again before you go on."), code="text"
        )
    today = timezone.localdate()
    referral.consent = Consent.objects.create(
        case=referral.case,
        organization=referral.organization,
        purpose=referral.question,
        groups=referral.groups,
        basis=Basis.LEGAL_TASK if article else Basis.CONSENT,
        article=article,
        text=text,
        language=referral.case.client.language,
        how=how,
        recorded_by=by,
        valid_until=rules.consent_until(today),
    )
    referral.save(update_fields=("consent",))
    _record(referral, referral.consent, by=by)
    return referral.consent


def _record(referral: Referral, consent: Consent, *, by: User) -> None:
    audit.record(
        "consent.recorded",
        consent,
        by=by,
        basis=consent.basis,
        how=consent.how or consent.article,
        groups=consent.groups,
    )
    with override(referral.case.client.language):
        groups = group_labels(consent.groups)
    record_event(
        referral.case,
        kind="referral.legal_task" if consent.is_legal_task else "referral.consent_given",
        by=by,
        data={
            "organization": referral.organization.name,
            "groups": groups,
            "article": str(consent.get_article_display()),
            "how": consent.how,
        },
    )


def withdraw_consent(*, referral_id: int, by: User) -> Referral:
    """The client stops sharing, or an advisor does so for the client: the partner sees nothing any more, at once.

    Both are told, and the case is back with its advisor. Also stops what has not been answered yet. Raises NotAllowed
    for others, RuleViolation for a legal task, Conflict when there is nothing (any more) to stop.
    """
    with explain_constraints(), transaction.atomic():
        referral = locked_referral(referral_id)
        if not is_case_worker(by):
            _require_client(referral, by)
        if referral.consent_is_asked:
            return _say_no(referral, by=by)
        consent = referral.consent
        if consent is None or consent.withdrawn_at is not None:
            raise Conflict(_("Nothing is shared with %(name)s any more.") % {"name": referral.organization.name})
        if consent.is_legal_task:
            raise RuleViolation(
                _("This is shared because of a task by law. Call us if you do not agree."), code="legal-task"
            )
        consent.withdrawn_at, consent.withdrawn_by = timezone.now(), by
        consent.save(update_fields=("withdrawn_at", "withdrawn_by"))
        audit.record("consent.withdrawn", consent, by=by)
        _after_withdrawal(referral, by=by)
        return referral


def _after_withdrawal(referral: Referral, *, by: User) -> None:
    was_open = referral.status in OPEN
    if was_open:
        referral.ended_at = timezone.now()
        move(referral, to=ReferralStatus.WITHDRAWN, by=by, reason="consent withdrawn", update_fields=("ended_at",))
    record_event(
        referral.case, kind="referral.consent_withdrawn", by=by, data={"organization": referral.organization.name}
    )
    messages.tell_partner("partner_closed", referral, why="consent")
    messages.tell_client("client_consent_withdrawn", referral)
    if was_open:
        steps.take_back(referral, steps.CONSENT_WITHDRAWN, by=by, on=steps.next_working_day())
        messages.tell_sender("sender_consent_withdrawn", referral)


def _say_no(referral: Referral, *, by: User) -> Referral:
    """The client does not want this referral: nothing was ever shared."""
    referral.ended_at = timezone.now()
    move(referral, to=ReferralStatus.WITHDRAWN, by=by, reason="consent refused", update_fields=("ended_at",))
    record_event(
        referral.case, kind="referral.consent_withdrawn", by=by, data={"organization": referral.organization.name}
    )
    steps.take_back(referral, steps.CONSENT_WITHDRAWN, by=by, on=steps.next_working_day())
    messages.tell_sender("sender_consent_withdrawn", referral)
    return referral


def _require_client(referral: Referral, by: User) -> None:
    if referral.case.client.user_id != by.pk:
        raise NotAllowed(_("Only the client decides about this."), code="not-your-case")
