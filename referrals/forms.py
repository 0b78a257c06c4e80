"""The forms around a referral: preparing, sending, answering, reporting."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from advisors.models import Case
from directory.models import Organization
from directory.texts import in_reader_language
from referrals import rules
from referrals.models import Referral
from referrals.workflow import ConsentHow, DataGroup, DeclineReason, PartnerOutcome
from werkcentrum.core.forms import CheckboxRows, PlainTextField, PortalForm, RadioRows, ThreePartDateField

OTHER = "other"
NAMES_SHOWN = 4


class DeskField(forms.CharField):
    """An organisation by its name or a part of it; the page offers the names in a `<datalist>`."""

    default_error_messages = {
        "unknown": lazy("We know no organisation with this name. Choose one from the list."),
        "several": lazy("This fits more than one organisation: %(names)s. Fill in the whole name."),
    }

    def __init__(self, **kwargs: Any) -> None:
        self.desks: list[Organization] = []
        super().__init__(max_length=200, **kwargs)

    def clean(self, value: Any) -> Organization | None:
        """The one organisation that is meant, or None when nothing was filled in."""
        text = super().clean(value)
        if not text:
            return None
        wanted = text.casefold()
        found = [desk for desk in self.desks if desk.name.casefold() == wanted]
        found = found or [desk for desk in self.desks if wanted in desk.name.casefold()]
        if not found:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        if len(found) > 1:
            names = ", ".join(desk.name for desk in found[:NAMES_SHOWN])
            raise forms.ValidationError(self.error_messages["several"], code="several", params={"names": names})
        return found[0]


def referable_desks() -> list[Organization]:
    """Every organisation that takes referrals, by name."""
    return list(Organization.objects.desks().exclude(kind=Organization.Kind.WERKCENTRUM).order_by("name"))


class ReferForm(PortalForm):
    """To whom, what is asked, and what would be shared."""

    desk = forms.ChoiceField(
        label=lazy("To which organisation?"),
        widget=RadioRows,
        error_messages={"required": lazy("Choose the organisation that can help.")},
    )
    other = DeskField(
        label=lazy("Name of the other organisation"),
        help_text=lazy("Type a part of the name, for example UWV or Almelo."),
        required=False,
    )
    question = PlainTextField(
        label=lazy("What do you ask this organisation?"),
        help_text=lazy("The client reads this too. Write no more than they need to help."),
        error_messages={"required": lazy("Write what you ask the partner.")},
    )
    groups = forms.MultipleChoiceField(
        label=lazy("What may this organisation see?"),
        help_text=lazy("Choose only what is needed for this question. The client has to agree to each part."),
        choices=DataGroup.choices,
        widget=CheckboxRows(
            descriptions={
                DataGroup.CONTACT: lazy("Name, telephone number, e-mail address, how and in which language"),
                DataGroup.QUESTION: lazy("The client's own words, and what they are about"),
                DataGroup.BACKGROUND: lazy("Place, age, situation and highest diploma"),
                DataGroup.DOCUMENTS: lazy("Documents about this question"),
            }
        ),
        error_messages={"required": lazy("Choose at least one group of data to share.")},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.desks = referable_desks()
        by_code = {desk.code: desk for desk in self.desks}
        self.proposed = [by_code[code] for code in case.desks if code in by_code]
        self._offer(self.proposed)

    def _offer(self, proposed: Iterable[Organization]) -> None:
        field = self.fields["desk"]
        rows = [(desk.code, desk.name) for desk in proposed]
        field.choices = [*rows, (OTHER, _("Another organisation"))]  # type: ignore[attr-defined]
        asked = {referral.organization_id: referral for referral in self.case.referrals.open() if referral.sent_at}
        field.widget.descriptions = {
            desk.code: _has_it(asked[desk.pk]) if desk.pk in asked else _about(desk) for desk in proposed
        }
        groups = [(group.value, capfirst(group.label)) for group in DataGroup]
        self.fields["groups"].choices = groups  # type: ignore[attr-defined]
        self.fields["other"].desks = self.desks  # type: ignore[attr-defined]
        if not rows:
            self.initial.setdefault("desk", OTHER)

    def prefill(self, organization: Organization | None) -> None:
        """Choose this organisation, as one of the proposed ones or by its name."""
        if organization in self.proposed:
            self.initial["desk"] = organization.code
        elif organization is not None:
            self.initial.update(desk=OTHER, other=organization.name)

    def clean(self) -> dict[str, Any]:
        """Which organisation it became."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("desk") == OTHER:
            if not cleaned.get("other") and "other" not in self.errors:
                self.add_error("other", _("Fill in the name of the organisation."))
            cleaned["organization"] = cleaned.get("other")
        else:
            cleaned["organization"] = next((desk for desk in self.desks if desk.code == cleaned.get("desk")), None)
        return cleaned


def _about(desk: Organization) -> str:
    """What an organisation does, in one sentence."""
    first, stop, _rest = in_reader_language(desk, "description")[0].partition(". ")
    return first + stop.strip()


def _has_it(referral: Referral) -> str:
    return _("Has this question already: %(status)s") % {"status": referral.get_status_display()}


class SendForm(PortalForm):
    """How the client said yes; with a legal task there is nothing to choose, it was told."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)
    article = forms.CharField(widget=forms.HiddenInput, max_length=20, required=False)
    how = forms.ChoiceField(
        label=lazy("How does the client give consent?"),
        widget=RadioRows,
        error_messages={"required": lazy("Choose how the client gives consent.")},
    )

    def __init__(self, *args: Any, referral: Referral, article: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_legal_task = bool(article)
        if self.is_legal_task:
            del self.fields["how"]
            return
        ways = [
            (ConsentHow.SPOKEN, _("Spoken: I read this text out and the client said yes")),
            (ConsentHow.SIGNED, _("On paper: the client signed this text")),
        ]
        if referral.case.client.email:
            ways.append((ConsentHow.ONLINE, _("Online: ask the client in the client's own space")))
        field = self.fields["how"]
        field.choices = ways  # type: ignore[attr-defined]
        field.widget.descriptions = {
            ConsentHow.ONLINE: _("The client gets an e-mail. After a yes the referral goes out by itself.")
        }


class AcceptForm(PortalForm):
    """Who is going to help the client, and when the first contact is."""

    contact_name = forms.CharField(
        label=lazy("Who becomes the contact person?"),
        help_text=lazy("The client and the Werkcentrum see this name."),
        max_length=200,
        error_messages={"required": lazy("Say who is going to help the client.")},
    )
    first_contact_on = ThreePartDateField(
        label=lazy("When is the first contact?"),
        help_text=lazy("The client hears that you call or write on this day at the latest."),
        error_messages={"required": lazy("Fill in the date of the first contact.")},
    )

    def clean_first_contact_on(self) -> Any:
        """Today or later."""
        day = self.cleaned_data["first_contact_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("The first contact is today or later."))
        return day


class DeclineForm(PortalForm):
    """Why it does not fit, and what would."""

    reason = forms.ChoiceField(
        label=lazy("Why does it not fit?"),
        choices=DeclineReason.choices,
        widget=RadioRows,
        error_messages={"required": lazy("Choose why it does not fit.")},
    )
    explanation = PlainTextField(label=lazy("Explanation"), required=False, max_length=1000, rows=3)
    proposal = DeskField(
        label=lazy("Which organisation does fit?"),
        help_text=lazy("Type a part of the name and choose from the list."),
        required=False,
    )
    why_none = PlainTextField(
        label=lazy("Or: why does no other organisation fit?"), required=False, max_length=1000, rows=3
    )

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = [desk for desk in referable_desks() if desk.pk != referral.organization_id]
        self.fields["proposal"].desks = self.desks  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A decline helps the client on."""
        cleaned = super().clean() or self.cleaned_data
        if (
            not cleaned.get("proposal")
            and not cleaned.get("why_none")
            and not {"proposal", "why_none"} & set(self.errors)
        ):
            self.add_error("proposal", _("Propose another organisation, or say why none fits."))
        return cleaned


class StartForm(PortalForm):
    """The first contact took place."""

    on = ThreePartDateField(
        label=lazy("When was the first contact?"),
        error_messages={"required": lazy("Fill in the date of the first contact.")},
    )


class ReturnForm(PortalForm):
    """Handing the question back."""

    reason = PlainTextField(
        label=lazy("Why do you hand the question back?"),
        help_text=lazy("The advisor of the Werkcentrum and the client read this."),
        max_length=1000,
        error_messages={"required": lazy("Say why you hand the question back.")},
    )


class CompleteForm(PortalForm):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=lazy("What came of it?"),
        choices=PartnerOutcome.choices,
        widget=RadioRows,
        error_messages={"required": lazy("Choose what came of it.")},
    )
    explanation = PlainTextField(
        label=lazy("Explanation"),
        help_text=lazy("The advisor of the Werkcentrum and the client read this."),
        required=False,
        max_length=1000,
        rows=3,
    )


class WithdrawForm(PortalForm):
    """Taking a referral back."""

    reason = PlainTextField(
        label=lazy("Why do you withdraw this referral?"),
        max_length=500,
        rows=3,
        error_messages={"required": lazy("Say why you withdraw it.")},
    )


class InboxForm(PortalForm):
    """Search in a list of referrals."""

    mark_optional = False

    q = forms.CharField(label=lazy("Name or case number"), required=False, max_length=100)


def legal_task_possible(referral: Referral) -> bool:
    """Whether the law can be the basis between these two organisations."""
    return rules.legal_task_possible(referral.from_organization.kind, referral.organization.kind)
