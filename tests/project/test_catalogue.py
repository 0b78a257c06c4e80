import polib
import pytest

from werkcentrum.core import catalogue

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy, gettext_noop as N
from django.utils import translation
A = _("First")
B = ngettext("%(n)s day", "%(n)s days", 3)
C = pgettext_lazy("a verb", "Award")
D = N("Later") + translation.gettext("Also " "this")
E = print("Not this")
"""
TEMPLATE = """{% load i18n %}
{% translate "Your question" %} {{ title|default:_("No title") }}
{% blocktranslate with name=x trimmed %}
  Hello {{ name }}
{% endblocktranslate %}
{% blocktranslate count n=n %}{{ n }} case{% plural %}{{ n }} cases{% endblocktranslate %}
{% translate "Open" context "adjective" %}
"""


@pytest.fixture
def found(tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "app" / "views.py").write_text(CODE)
    (tmp_path / "tests" / "test_x.py").write_text(CODE.replace("First", "In a test"))
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return catalogue.extract(tmp_path)


def complete(found):
    po = polib.POFile()
    catalogue.update(po, found)
    for entry in po:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = entry.msgid
    return po


def test_strings_are_found_in_code_and_templates(found):
    assert {(message.context, message.singular, message.plural) for message in found.values()} == {
        (None, "First", ""),
        (None, "%(n)s day", "%(n)s days"),
        ("a verb", "Award", ""),
        (None, "Later", ""),
        (None, "Also this", ""),
        (None, "Your question", ""),
        (None, "No title", ""),
        (None, "Hello %(name)s", ""),
        (None, "%(n)s case", "%(n)s cases"),
        ("adjective", "Open", ""),
    }


def test_a_complete_catalogue_has_no_problems(found):
    assert catalogue.problems(complete(found), found) == []


def test_new_strings_come_in_empty_and_old_ones_go(found):
    po = polib.POFile()
    po.append(polib.POEntry(msgid="First", msgstr="Eerste"))
    po.append(polib.POEntry(msgid="Gone", msgstr="Weg"))
    po.append(polib.POEntry(msgid="Sign In", msgstr="Inloggen", tcomment="override: allauth"))
    catalogue.update(po, found)
    assert po.find("First").msgstr == "Eerste"
    assert po.find("Gone") is None
    assert po.find("Sign In").msgstr == "Inloggen"
    assert po.find("Your question").msgstr == ""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda po: po.remove(po.find("First")), "missing"),
        (lambda po: setattr(po.find("First"), "msgstr", ""), "not translated"),
        (lambda po: po.find("First").flags.append("fuzzy"), "fuzzy"),
        (lambda po: setattr(po.find("Hello %(name)s"), "msgstr", "Dag %(naam)s"), "other placeholders"),
        (lambda po: po.append(polib.POEntry(msgid="Gone", msgstr="Weg")), "not used"),
    ],
)
def test_what_is_wrong_is_named(found, change, says):
    po = complete(found)
    change(po)
    (problem,) = catalogue.problems(po, found)
    assert says in problem
