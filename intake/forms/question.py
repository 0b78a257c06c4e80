"""The question itself, in the own words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from intake import wording
from intake.forms.base import StepForm
from werkcentrum.core.forms import CheckboxRows, PlainTextField


class WordsForm(StepForm):
    """Only the question in the own words: the field of the home page."""

    question = PlainTextField(
        rows=6,
        label=_("Your question, in your own words"),
        help_text=_("A few sentences are enough. Write nothing about your health and no BSN."),
        error_messages={"required": _("Write down your question, in a few words")},
    )


class QuestionForm(WordsForm):
    """What it is about."""

    themes = forms.MultipleChoiceField(
        widget=CheckboxRows,
        required=False,
        label=_("What is your question about?"),
        help_text=_("Choose everything that fits. You do not know? Then leave it open."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = wording.TOPICS[self.audience]
        self.fields["themes"].widget = CheckboxRows(descriptions={topic.theme: topic.description for topic in topics})
        self.set_choices("themes", [(topic.theme, topic.title) for topic in topics])
