"""How a form field becomes HTML: which kind of component, which ids, which aria attributes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

# kinds of components/field.html
GROUP, DATE, CHECK, CONTROL = "group", "date", "check", "control"


def has_errors(items: Iterable[BaseForm | BaseFormSet]) -> bool:
    """Whether one of these forms was sent and refused. Does not validate a form that nobody validated."""
    for item in items:
        if isinstance(item, BaseFormSet):
            if item.is_bound and (any(item.errors) or item.non_form_errors()):
                return True
        elif item.is_bound and item.errors:
            return True
    return False


def kind_of(bound: BoundField) -> str:
    """Which component draws this field: a group of choices, three date fields, one checkbox, or a control."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return GROUP
    if isinstance(widget, forms.MultiWidget | forms.SelectDateWidget):
        return DATE
    if isinstance(widget, forms.CheckboxInput):
        return CHECK
    return CONTROL


def field_target(bound: BoundField) -> str:
    """The id of the first input of a field: where a link of the error summary goes."""
    base = bound.id_for_label or bound.auto_id
    if kind_of(bound) in {GROUP, DATE}:
        return f"{bound.auto_id}_0"
    return base or bound.html_name


def _control_class(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "utrecht-checkbox utrecht-checkbox--custom utrecht-checkbox--html-input"
    if isinstance(widget, forms.Select):
        return "utrecht-select utrecht-select--html-select"
    if isinstance(widget, forms.Textarea):
        return "utrecht-textarea utrecht-textarea--html-textarea"
    if isinstance(widget, forms.FileInput):
        return "wc-file"
    return "utrecht-textbox utrecht-textbox--html-input"


def _input_attributes(bound: BoundField, described_by: list[str], css: str, extra: dict[str, Any]) -> dict[str, Any]:
    widget = bound.field.widget
    control = _control_class(widget)
    classes = [control, str(widget.attrs.get("class", "")), css]
    if bound.errors:
        classes.append(f"{control.split()[0]}--invalid")
    attributes: dict[str, Any] = {name.replace("_", "-"): value for name, value in extra.items()}
    if kind_of(bound) not in {GROUP, DATE}:
        attributes["class"] = " ".join(part for part in classes if part)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    # the empty text keeps Django from adding ids of its own
    attributes["aria-describedby"] = " ".join(described_by) or False
    return attributes


def _rows(bound: BoundField, attributes: dict[str, Any]) -> SafeString:
    """A group of radio buttons or checkboxes as rows, whatever widget class the form has."""
    widget = bound.field.widget
    attributes = {name: value for name, value in attributes.items() if not name.startswith("aria-")}
    attributes = bound.build_widget_attrs({**attributes, "id": bound.auto_id}, widget)
    context = widget.get_context(bound.html_name, bound.value(), attributes)["widget"]
    groups = [{"label": label, "options": options} for label, options, _index in context["optgroups"]]
    if not any(group["label"] for group in groups):
        groups = [{"label": None, "options": [option for group in groups for option in group["options"]]}]
    # Django numbers the options of groups twice (id_x_0_1); links to a field count on id_x_0 for the first
    for number, option in enumerate(option for group in groups for option in group["options"]):
        option["attrs"]["id"] = f"{bound.auto_id}_{number}"
    kind = "checkbox" if isinstance(widget, forms.CheckboxSelectMultiple) else "radio"
    return render_to_string("components/choices.html", {"groups": groups, "kind": kind, "base": bound.auto_id})


def field_context(
    bound: BoundField,
    *,
    question: bool = False,
    hide_label: bool = False,
    optional: bool | None = None,
    css: str = "",
    counter: bool = False,
    **extra: Any,
) -> dict[str, Any]:
    """The context of `components/field.html`; see the tag `field` for the options."""
    kind = kind_of(bound)
    bound.form.use_required_attribute = False
    base = bound.auto_id or bound.html_name
    ids = {"help": f"{base}_help", "error": f"{base}_error", "counter": f"{base}_counter"}
    described_by = [ids["help"]] if bound.help_text else []
    described_by += [ids["error"]] if bound.errors else []
    limit = bound.field.widget.attrs.get("maxlength") or getattr(bound.field, "max_length", None)
    counter = counter and bool(limit) and isinstance(bound.field.widget, forms.Textarea)
    if counter:
        described_by.append(ids["counter"])
        extra |= {"data-counter": ids["counter"], "data-counter-max": limit, "maxlength": False}
    mark = getattr(bound.form, "mark_optional", True) if optional is None else optional
    attributes = _input_attributes(bound, described_by, css, extra)
    control = _rows(bound, attributes) if kind == GROUP else bound.as_widget(attrs=attributes)
    return {
        "field": bound,
        "kind": kind,
        "control": control,
        "ids": ids,
        "target": field_target(bound),
        "question": question,
        "hide_label": hide_label,
        "optional": mark and not bound.field.required and kind != CHECK,
        "errors": list(bound.errors),
        "described_by": " ".join(described_by),
        "counter_limit": limit if counter else None,
    }
