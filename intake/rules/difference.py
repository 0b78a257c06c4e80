"""Rule by rule, what makes one version of the rules different from another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from intake.rules.language import RuleData

AUDIENCE, CONDITIONS, EFFECTS = "audience", "conditions", "effects"
EXPLANATION_NL, EXPLANATION_EN = "explanation_nl", "explanation_en"
DECIDING = (AUDIENCE, CONDITIONS, EFFECTS)
PARTS = (*DECIDING, EXPLANATION_NL, EXPLANATION_EN)


@dataclass(frozen=True)
class Change:
    """A rule of which something is different: `parts` names what."""

    before: RuleData
    after: RuleData
    parts: tuple[str, ...]

    @property
    def decides(self) -> bool:
        """Whether it is about the outcome, not only about what clients read."""
        return any(part in DECIDING for part in self.parts)


@dataclass(frozen=True)
class Difference:
    """What is new, what is gone, what is written otherwise, and what stands at another place."""

    added: Sequence[RuleData]
    removed: Sequence[RuleData]
    changed: Sequence[Change]
    moved: Sequence[RuleData]

    @property
    def count(self) -> int:
        """How many differences there are."""
        return len(self.added) + len(self.removed) + len(self.changed) + len(self.moved)


def difference(before: Iterable[RuleData], after: Iterable[RuleData]) -> Difference:
    """Rules are the same one when their code is."""
    old, new = {rule.code: rule for rule in before}, {rule.code: rule for rule in after}
    changed = []
    for code, rule in new.items():
        if code in old:
            parts = tuple(part for part in PARTS if _part(old[code], part) != _part(rule, part))
            changed += [Change(old[code], rule, parts)] if parts else []
    return Difference(
        added=[rule for code, rule in new.items() if code not in old],
        removed=[rule for code, rule in old.items() if code not in new],
        changed=changed,
        moved=[new[code] for code in _moved([c for c in old if c in new], [c for c in new if c in old])],
    )


def _part(rule: RuleData, part: str) -> object:
    value = getattr(rule, part)
    return [dict(condition) for condition in value] if part == CONDITIONS else value


def _moved(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The fewest that have to be taken out to leave the rest in the same order."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stayed = {code for block in blocks for code in new[block.b : block.b + block.size]}
    return [code for code in new if code not in stayed]
