import pytest
from django.template import Context, Origin, Template, engines

from tests.strict import TEMPLATES, MissingCsrfToken, UndefinedVariable, check_csrf_tokens


def render(source: str, *, ours: bool = True, **context: object) -> str:
    directory = TEMPLATES if ours else TEMPLATES.parent / ".venv"
    origin = Origin(name=str(directory / "x.html"), template_name="x.html")
    return Template(source, origin=origin, engine=engines["django"].engine).render(Context(context))


@pytest.mark.parametrize(
    "source", ["{{ nobody }}", "{{ case.owner }}", "{{ nobody|upper }}", "{% if 1 %}{{ nobody }}{% endif %}"]
)
def test_an_undefined_variable_in_our_template_fails(source):
    with pytest.raises(UndefinedVariable):
        render(source, case={})


def test_templates_stay_strict_after_a_test_that_makes_django_build_a_new_engine(settings):
    settings.DEBUG = True
    with pytest.raises(UndefinedVariable):
        render("{{ nobody }}")


@pytest.mark.parametrize("source", ["{{ nobody|default:'-' }}", "{{ nobody|default_if_none:'-' }}"])
def test_a_default_says_that_it_may_be_absent(source):
    assert render(source) in {"-", ""}


def test_templates_of_libraries_are_left_alone():
    assert render("a{{ nobody }}{{ nobody|default:'b' }}", ours=False) == "ab"


@pytest.mark.ignore_template_errors
def test_a_test_can_ask_for_an_undefined_variable():
    assert render("a{{ nobody }}") == "a"


def test_a_post_form_without_a_token_fails():
    with pytest.raises(MissingCsrfToken):
        check_csrf_tokens('<form action="/x" METHOD="post"><input name="a"></form>')
    check_csrf_tokens('<form method="get"></form><form method="post"><input name="csrfmiddlewaretoken"></form>')
