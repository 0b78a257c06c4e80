"""Forms of the worklist and of everything an advisor does with a case. They check; the services write."""

from advisors.forms.choices import capitalized
from advisors.forms.client import ClientForm
from advisors.forms.contact import ContactForm
from advisors.forms.ending import CloseForm, HandOverForm, ReleaseForm
from advisors.forms.steps import NextStepForm, ReopenForm, StepDoneForm
from advisors.forms.worklist import WorklistForm

__all__ = [
    "ClientForm",
    "CloseForm",
    "ContactForm",
    "HandOverForm",
    "NextStepForm",
    "ReleaseForm",
    "ReopenForm",
    "StepDoneForm",
    "WorklistForm",
    "capitalized",
]
