"""What somebody types to find a client: any mix of name, birth year, phone, e-mail and reference number.

Pure: text in, what to look for out. `fold` is the way in which names are compared, here and in the index of clients.
"""

import re
from dataclasses import dataclass

import phonenumbers

MOST_CHARACTERS = 100
MOST_WORDS = 8
FEWEST_LETTERS = 2
FEWEST_PHONE_DIGITS = 5  # of the international number: +31 6 12 is the least that says something
REFERENCE_DIGITS = 5
RECENT_YEARS = 3
KVK_DIGITS = 8
OLDEST = 1900

# letters as people type them on a Dutch keyboard, and signs that divide words
_PLAIN = {
    "à": "a", "á": "a", "â": "a", "ã": "a", "ä": "a", "å": "a", "ç": "c", "ć": "c", "č": "c", "è": "e", "é": "e",
    "ê": "e", "ë": "e", "ę": "e", "ğ": "g", "ì": "i", "í": "i", "î": "i", "ï": "i", "ı": "i", "ł": "l", "ñ": "n",
    "ń": "n", "ò": "o", "ó": "o", "ô": "o", "õ": "o", "ö": "o", "ø": "o", "ő": "o", "ś": "s", "š": "s", "ş": "s",
    "ù": "u", "ú": "u", "û": "u", "ü": "u", "ű": "u", "ý": "y", "ÿ": "y", "ź": "z", "ż": "z", "ž": "z",
}  # fmt: skip
_SIGNS = "@._-'’`/&+,()\"*:;!|<>"
FOLD_FROM = "".join(_PLAIN) + _SIGNS
FOLD_TO = "".join(_PLAIN.values()) + " " * len(_SIGNS)
_FOLDED = str.maketrans(FOLD_FROM, FOLD_TO)

_WHOLE_REFERENCE = re.compile(
    r"\b(?:wct[\s-]*)?(20\d{2})-(\d{5,6})\b|\bwct[\s-]+(20\d{2})[\s-]+(\d{1,6})\b", re.IGNORECASE
)
_SHORT_REFERENCE = re.compile(r"\bwct[\s-]*(\d{1,6})?\b[\s-]*", re.IGNORECASE)
_EMAIL = re.compile(r"\S+@\S*")
_BIRTH_DATE = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.]((?:19|20)\d{2})\b")
_NUMBER = re.compile(r"[+(]?\d[\d().-]*")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What to look for; everything that is given must fit.

    `words` are beginnings of words, folded. `phone` is E.164, or its beginning. `references` are case numbers of which
    one must fit.
    """

    words: tuple[str, ...] = ()
    birth_year: int | None = None
    phone: str = ""
    email: str = ""
    references: tuple[str, ...] = ()

    @property
    def is_enough(self) -> bool:
        """Whether this narrows enough to search: a birth year alone, or one letter, does not."""
        return bool(
            self.references
            or ("@" in self.email and "." in self.email.partition("@")[2])
            or len(self.phone) > FEWEST_PHONE_DIGITS
            or any(len(word) >= FEWEST_LETTERS for word in self.words)
        )

    @property
    def kinds(self) -> list[str]:
        """What was searched by, without what was typed: for the audit log."""
        given = {
            "name": self.words,
            "birth_year": self.birth_year,
            "phone": self.phone,
            "email": self.email,
            "reference": self.references,
        }
        return [kind for kind, value in given.items() if value]


def fold(text: str) -> str:
    """Small letters without accents; signs become spaces. The index of clients folds in the same way."""
    return text.lower().translate(_FOLDED)


def read(text: str, *, this_year: int) -> Wanted:
    """Take apart what was typed: "jansen 1985", "06-12345678", "WCT-2026-01842", "iris@example.org"."""
    text = text.replace("\0", " ").strip()[:MOST_CHARACTERS]  # the database knows no text with NUL in it
    references, text = _references(text, this_year)
    emails = _EMAIL.findall(text)
    text = _EMAIL.sub(" ", text)
    years = [int(year) for year in _BIRTH_DATE.findall(text)]
    text = _BIRTH_DATE.sub(" ", text)
    numbers = _Numbers(this_year)
    others = [token for token in text.split() if not numbers.take(token)]
    words = re.findall(r"\w+", fold(" ".join([*others, *numbers.words])))
    years += numbers.years
    return Wanted(
        words=tuple(dict.fromkeys(words))[:MOST_WORDS],
        birth_year=years[0] if years else None,
        phone=numbers.phone(),
        email=emails[0].lower() if emails else "",
        references=tuple(references or numbers.references),
    )


def international(digits: str) -> str:
    """A telephone number, or its beginning, as E.164: `06 12345678`, `0031 6…` and `+31 (0)6…` are `+316…`."""
    try:
        number = phonenumbers.parse(digits, "NL")
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        pass
    typed = re.sub(r"[^\d+]", "", digits.replace("(0)", ""))
    if typed.startswith("00"):
        return f"+{typed[2:]}"
    typed = f"+31{typed[1:]}" if typed.startswith("0") else typed
    return typed if re.fullmatch(r"\+\d+", typed) else ""


def _references(text: str, this_year: int) -> tuple[list[str], str]:
    """Case numbers in the text, and the text without them; without its year a number may be of the last years."""
    if found := _WHOLE_REFERENCE.search(text):
        year, number = (found[1], found[2]) if found[1] else (found[3], found[4])
        return [_reference(int(year), number)], text[: found.start()] + " " + text[found.end() :]
    if found := _SHORT_REFERENCE.search(text):
        references = _of_recent_years(found[1], this_year) if found[1] and not _is_year(found[1], this_year) else []
        return references, text[: found.start()] + " " + text[found.end() :]
    return [], text


def _reference(year: int, number: str) -> str:
    return f"WCT-{year}-{number:0>{REFERENCE_DIGITS}}"


def _of_recent_years(number: str, this_year: int) -> list[str]:
    return [_reference(this_year - ago, number) for ago in range(RECENT_YEARS)]


def _is_year(token: str, this_year: int) -> bool:
    return len(token) == 4 and token.isdecimal() and OLDEST <= int(token) <= this_year


class _Numbers:
    """The numbers among the words, one after the other: a telephone number may be typed in several parts."""

    def __init__(self, this_year: int) -> None:
        self.this_year = this_year
        self.years: list[int] = []
        self.references: list[str] = []
        self.words: list[str] = []
        self._phone: list[str] = []
        self._in_phone = False

    def take(self, token: str) -> bool:
        """Whether this token was a number; it is kept as what it seems to be."""
        if not _NUMBER.fullmatch(token):
            self._in_phone = False
            return False
        if self._in_phone and not self._is_whole():
            self._phone.append(token)
        elif token[0] in "0+(" and not self._phone:
            self._phone.append(token)
            self._in_phone = True
            if token.isdecimal() and len(token) == REFERENCE_DIGITS:  # it may be the number of a case as well
                self.references += _of_recent_years(token, self.this_year)
        else:
            self._in_phone = False
            self._keep(token)
        return True

    def phone(self) -> str:
        """The telephone number that was typed, or its beginning."""
        return international(" ".join(self._phone)) if self._phone else ""

    def _is_whole(self) -> bool:
        number = self.phone()
        return number.startswith("+31") and len(number) >= len("+31612345678")

    def _keep(self, token: str) -> None:
        digits = re.sub(r"\D", "", token)
        if _is_year(token, self.this_year):
            self.years.append(int(token))
        elif len(digits) > KVK_DIGITS and not self._phone:
            self._phone.append(f"+{digits}" if digits.startswith("31") else f"0{digits}")
        elif len(digits) == KVK_DIGITS:
            self.words.append(digits)
        elif len(digits) in (4, REFERENCE_DIGITS, REFERENCE_DIGITS + 1):
            self.references += _of_recent_years(digits, self.this_year)
        else:
            self.words.append(digits)
