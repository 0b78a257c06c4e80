"""Forms of the walk-in screen: a visitor in one line, and the case that a visit is about."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from advisors.models import Case
from advisors.permissions import CaseQuerySet, case_workers
from werkcentrum.core.forms import PlainTextField, PortalForm
from werkcentrum.core.models import User

ONLY_A_NUMBER = re.compile(r"(?:\d{4}-)?0*(\d{1,8})")


class OneLineField(PlainTextField):
    """A few words on one line, without a BSN."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(), **kwargs)
        self.widget.attrs.pop("rows", None)


class ColleagueField(forms.ModelChoiceField):
    """Somebody who handles cases."""

    def label_from_instance(self, obj: User) -> str:
        """The name."""
        return str(obj)


class VisitorForm(PortalForm):
    """Somebody at the counter. No more than is needed to call the next one."""

    name = OneLineField(label=_("Name or nickname"), max_length=100, required=False)
    about = OneLineField(
        label=_("Comes for"),
        max_length=200,
        error_messages={"required": _("Write down in a few words what the visitor comes for")},
    )
    for_user = ColleagueField(
        label=_("For whom"), queryset=User.objects.none(), required=False, empty_label=_("Anyone")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = self.fields["for_user"]
        assert isinstance(colleagues, forms.ModelChoiceField)  # noqa: S101
        colleagues.queryset = case_workers().order_by("name")


class CaseOfVisitForm(PortalForm):
    """The number of a case, as people say it: `WCT-2026-01842`, `2026-01842` or `1842`."""

    reference = forms.CharField(
        label=_("Case number"),
        max_length=20,
        help_text=_("For example WCT-2026-01842, or only 1842."),
        error_messages={"required": _("Fill in the case number")},
    )

    def __init__(self, *args: Any, cases: CaseQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases
        self.case: Case | None = None

    def clean_reference(self) -> str:
        """The number as it is written; `self.case` is the case."""
        typed = str(self.cleaned_data["reference"]).strip().upper()
        found = self.cases.filter(reference=typed).first()
        if found is None and (number := ONLY_A_NUMBER.fullmatch(typed)):
            found = self.cases.filter(reference__endswith=f"-{int(number[1]):05d}").first()
        if found is None:
            raise ValidationError(_("There is no case with this number. Check the number, or search for the client."))
        self.case = found
        return found.reference
