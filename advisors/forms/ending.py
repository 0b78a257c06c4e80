"""Handing a case over, giving it back, and closing it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advisors import permissions
from advisors.forms.choices import capitalized
from advisors.models import Case
from advisors.workflow import Missing, Outcome
from directory.models import Team
from werkcentrum.core.forms import PlainTextField, PortalForm, RadioRows
from werkcentrum.core.models import User


class HandOverForm(PortalForm):
    """To a colleague, or to a team in which somebody picks it up."""

    to = forms.ChoiceField(label=_("To whom?"), error_messages={"required": _("Choose a colleague or a team")})
    note = PlainTextField(
        label=_("What should your colleague know?"),
        help_text=_("Only colleagues read this, the client does not."),
        required=False,
        max_length=1000,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = permissions.case_workers().order_by("name")
        teams = Team.objects.filter(organization=case.team.organization_id)
        self.users: dict[str, User] = {f"user-{user.pk}": user for user in colleagues if user.pk != case.owner_id}
        self.teams: dict[str, Team] = {f"team-{team.pk}": team for team in teams}
        people = (_("Colleagues"), [(key, str(user)) for key, user in self.users.items()])
        groups = (_("Teams"), [(key, team.name) for key, team in self.teams.items()])
        self.set_choices("to", [("", _("Choose")), people, groups])


class ReleaseForm(PortalForm):
    """Giving a case back to its team."""

    reason = PlainTextField(
        label=_("Why do you give the case back?"),
        help_text=_("Only colleagues read this, the client does not."),
        max_length=500,
        rows=3,
        error_messages={"required": _("Write in a few words why")},
    )


class CloseForm(PortalForm):
    """The outcome; what was missing when there was none; what the client reads."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"), widget=RadioRows, error_messages={"required": _("Choose an outcome.")}
    )
    missing = forms.ChoiceField(
        label=_("What was missing?"),
        help_text=_("This is how the region learns what people need and cannot find."),
        widget=RadioRows,
        required=False,
    )
    note = PlainTextField(
        label=_("Message to the client"),
        help_text=_("The client reads this in the e-mail about closing and in the own space."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_choices("outcome", capitalized(Outcome.choices))
        self.set_choices("missing", capitalized(Missing.choices))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outcome") == Outcome.NO_SOLUTION and "missing" not in self.errors:
            if not data.get("missing"):
                self.add_error("missing", _("Say what was missing when no solution was found."))
            elif data["missing"] == Missing.OTHER and not data.get("note"):
                self.add_error("note", _("Explain in a few words what was missing."))
        return data
