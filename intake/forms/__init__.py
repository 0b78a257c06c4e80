"""The questions, one topic per form. Each takes `audience`; they only check, the services keep the answers."""

from intake.forms.about import AboutForm
from intake.forms.base import ShortTextField, StepForm
from intake.forms.company import CompanyForm, WishesForm
from intake.forms.contact import ContactForm
from intake.forms.help import HelpForm
from intake.forms.later import LinkForm
from intake.forms.place import PlaceForm
from intake.forms.question import QuestionForm, WordsForm
from intake.forms.sending import SendForm
from intake.rules import EMPLOYER, RESIDENT

__all__ = [
    "STEP_FORMS",
    "AboutForm",
    "CompanyForm",
    "ContactForm",
    "HelpForm",
    "LinkForm",
    "PlaceForm",
    "QuestionForm",
    "SendForm",
    "ShortTextField",
    "StepForm",
    "WishesForm",
    "WordsForm",
]

STEP_FORMS: dict[str, dict[str, type[StepForm]]] = {
    RESIDENT: {
        "question": QuestionForm,
        "place": PlaceForm,
        "about": AboutForm,
        "contact": ContactForm,
        "help": HelpForm,
    },
    EMPLOYER: {
        "question": QuestionForm,
        "place": PlaceForm,
        "about": CompanyForm,
        "wishes": WishesForm,
        "contact": ContactForm,
    },
}
