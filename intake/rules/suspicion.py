"""Whether a question looks as if no person sent it (pure): signals in, reasons out. Any reason is enough to look.

A reason never refuses: the question is kept, gets its number and its date, and somebody looks at it.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Final

TRAP, TOO_FAST, BUSY_ADDRESS, LINKS, SAME_TEXT = "trap", "too_fast", "busy_address", "links", "same_text"
MOST_LINKS: Final = 2  # somebody may well send along a vacancy and a training
SHORTEST_REPEATED: Final = 30  # "Ik zoek werk" is what many people write
_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Signals:
    """What is known of one sending. `from_address` and `same_text` count this one too: in an hour, and in a day."""

    text: str
    trap_filled: bool = False
    seconds: float | None = None
    from_address: int = 1
    same_text: int = 1


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What is still usual: the fewest seconds for the whole form, sendings per address and hour, equal texts a day."""

    fewest_seconds: float
    per_address: int
    same_text: int


def suspicions(signals: Signals, limits: Limits) -> tuple[str, ...]:
    """Why somebody should look at it first, the strongest reason first; empty for what may go straight on."""
    found = {
        TRAP: signals.trap_filled,
        TOO_FAST: signals.seconds is not None and signals.seconds < limits.fewest_seconds,
        LINKS: links_in(signals.text) > MOST_LINKS,
        SAME_TEXT: signals.same_text > limits.same_text,
        BUSY_ADDRESS: signals.from_address > limits.per_address,
    }
    return tuple(code for code, is_suspicious in found.items() if is_suspicious)


def links_in(text: str) -> int:
    """How many addresses of websites a text holds; `https://www.` is one."""
    return len(_LINK.findall(re.sub(r"(https?://)www\.", r"\1", text, flags=re.IGNORECASE)))


def fingerprint(text: str) -> str:
    """The same for texts that differ in capitals, blanks and marks only; empty for what is too short to say much.

    A hash, so that the text itself is kept nowhere else.
    """
    words = "".join(re.findall(r"\w+", text.casefold()))
    return hashlib.sha256(words.encode()).hexdigest()[:20] if len(words) >= SHORTEST_REPEATED else ""
