"""Translations without gettext on the machine: find the strings in code and templates, and compare with a catalogue."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ELSEWHERE = {"tests", "node_modules", "var", "scripts", "deploy", "frontend", "staticfiles"}
# function -> positions of (context, singular, plural) among its arguments
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
LITERAL = r"u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
TEMPLATE_CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
OVERRIDE = "override"  # a translator's comment on a string of a library that we word ourselves

Key = tuple[str | None, str]


@dataclass
class Message:
    """A string to translate and the places it was found (path from the project, line)."""

    context: str | None
    singular: str
    plural: str = ""
    places: list[tuple[str, int]] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.context, self.singular


def extract(root: Path) -> dict[Key, Message]:
    """All strings to translate in Python files and templates below `root`."""
    found: dict[Key, Message] = {}
    for path in _sources(root):
        relative = path.relative_to(root)
        text = path.read_text(encoding="utf-8")
        messages = _from_python(text) if path.suffix == ".py" else _from_template(text, str(relative))
        for message, line in messages:
            known = found.setdefault(message.key, message)
            known.plural = known.plural or message.plural
            known.places.append((relative.as_posix(), line))
    return found


def _sources(root: Path) -> list[Path]:
    packages = [path for path in root.iterdir() if path.is_dir() and path.name[0] != "." and path.name not in ELSEWHERE]
    modules = [module for package in packages for module in package.rglob("*.py") if "migrations" not in module.parts]
    templates = [path for path in (root / "templates").rglob("*") if path.suffix in {".html", ".txt"}]
    return sorted([*modules, *templates])


def _from_python(text: str) -> Iterator[tuple[Message, int]]:
    tree = ast.parse(text)
    names = _translation_names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        positions = FUNCTIONS.get(names.get(function, _plain(function)))
        if positions is None:
            continue
        texts = [None if at is None or at >= len(node.args) else _constant(node.args[at]) for at in positions]
        if texts[1]:
            yield Message(texts[0], texts[1], texts[2] or ""), node.lineno


def _translation_names(tree: ast.AST) -> dict[str, str]:
    """Local name -> function, for what a module imports from django.utils.translation."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {alias.asname or alias.name: _plain(alias.name) for alias in node.names}
    return names


def _plain(function: str) -> str:
    return function.removesuffix("_lazy").removesuffix("_noop")


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _from_template(text: str, origin: str) -> Iterator[tuple[Message, int]]:
    code = templatize(text, origin=origin)
    for call in TEMPLATE_CALL.finditer(code):
        positions = FUNCTIONS["gettext" if call[1] == "_" else call[1]]
        literals = [ast.literal_eval(literal) for literal in re.findall(LITERAL, call[2], re.DOTALL)]
        texts = [None if at is None or at >= len(literals) else literals[at] for at in positions]
        if texts[1]:
            yield Message(texts[0], texts[1], texts[2] or ""), code.count("\n", 0, call.start()) + 1


def update(catalogue: polib.POFile, found: dict[Key, Message]) -> None:
    """Bring `catalogue` in line with `found`: new strings empty, vanished ones dropped, sorted by place."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    entries = [_updated(known.get(key), message) for key, message in found.items()]
    entries += [entry for key, entry in known.items() if key not in found and _is_override(entry)]
    entries.sort(key=lambda entry: (entry.occurrences[:1] or [("~", 0)], entry.msgid))
    catalogue.clear()
    catalogue.extend(entries)


def _updated(entry: polib.POEntry | None, message: Message) -> polib.POEntry:
    entry = entry or polib.POEntry(msgid=message.singular, msgctxt=message.context)
    entry.occurrences = [(path, "") for path in dict.fromkeys(path for path, _ in message.places)]
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = entry.msgstr_plural or {0: entry.msgstr, 1: ""}
        entry.msgstr = ""
    elif entry.msgid_plural:
        entry.msgid_plural, entry.msgstr, entry.msgstr_plural = "", entry.msgstr_plural.get(0, ""), {}
    if "%(" in message.singular and "python-format" not in entry.flags:
        entry.flags.append("python-format")
    return entry


def _is_override(entry: polib.POEntry) -> bool:
    return entry.tcomment.lower().startswith(OVERRIDE)


def problems(catalogue: polib.POFile, found: dict[Key, Message]) -> list[str]:
    """What is wrong with `catalogue`, one line each: missing, empty, fuzzy, obsolete, other placeholders."""
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    lines = [
        f"missing: {message.singular!r} ({message.places[0][0]}:{message.places[0][1]})"
        for key, message in found.items()
        if key not in entries
    ]
    for key, entry in entries.items():
        lines += _problems_of(entry, found.get(key))
    lines += [f"obsolete: {entry.msgid!r}" for entry in catalogue if entry.obsolete]
    return lines


def _problems_of(entry: polib.POEntry, message: Message | None) -> Iterable[str]:
    if message is None and not _is_override(entry):
        yield f"not used any more: {entry.msgid!r}"
        return
    if entry.fuzzy:
        yield f"fuzzy: {entry.msgid!r}"
    if message and message.plural and entry.msgid_plural != message.plural:
        yield f"other plural in the code: {entry.msgid!r}"
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(translations) or (entry.msgid_plural and len(translations) < 2):
        yield f"not translated: {entry.msgid!r}"
        return
    expected = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    optional = set(PLACEHOLDER.findall(entry.msgid)) if entry.msgid_plural else expected
    for translation in translations:
        used = set(PLACEHOLDER.findall(translation))
        if used - expected - optional or (not entry.msgid_plural and expected - used):
            yield f"other placeholders: {entry.msgid!r} -> {translation!r}"
