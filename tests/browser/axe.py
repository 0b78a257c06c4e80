"""axe-core in a page: every accessibility problem it can find is a failure."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def source() -> str:
    """The library; evaluated through the debugger protocol, so that the page's CSP stays as strict as it is."""
    return AXE.read_text(encoding="utf-8")


def check_axe(page: Page) -> None:
    """Fail with every violation on the page as it is now."""
    page.evaluate(source())
    found: list[dict[str, Any]] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
        ".then(result => result.violations)",
        TAGS,
    )
    lines = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {node['target']} {node['html'][:200]}"
        for violation in found
        for node in violation["nodes"]
    ]
    assert not lines, f"axe on {page.url} ({page.viewport_size}):\n" + "\n".join(lines)
