"""Somebody going through the portal in a browser."""

import datetime
from collections.abc import Callable

from playwright.sync_api import Page


class Walk:
    """Somebody going through the portal: fills in, presses the one main button, and has axe look at each page."""

    def __init__(self, page: Page, check_axe: Callable[[Page], None]) -> None:
        self.page = page
        self.check_axe = check_axe

    def to(self, path: str) -> "Walk":
        """Open an address."""
        self.page.goto(path)
        return self.look()

    def look(self) -> "Walk":
        """The page is well: axe finds nothing, and nothing sticks out to the right."""
        self.check_axe(self.page)
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{self.page.url} is {width} px too wide"
        return self

    def fill(self, **values: str) -> "Walk":
        """Text fields and selects by name; radios and checkboxes as `name="value"` or several, split by a comma."""
        for name, value in values.items():
            field = self.page.locator(f"[name='{name}']:not([type=hidden])")
            kind = field.first.evaluate("field => field.type")
            if kind in {"radio", "checkbox"}:
                for one in value.split(","):
                    self.page.locator(f"[name='{name}'][value='{one}']").check()
            elif kind == "select-one":
                field.select_option(value)
            else:
                field.fill(value)
        return self

    def date(self, name: str, day: datetime.date) -> "Walk":
        """A date in three fields."""
        return self.fill(
            **{f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
        )

    def press(self) -> "Walk":
        """The main button of the form."""
        with self.page.expect_navigation():
            self.page.locator("main button.utrecht-button--primary-action[type=submit]").last.click()
        errors = self.page.locator(".utrecht-form-field-error-message, .utrecht-alert--error").all_inner_texts()
        assert not errors, f"{self.page.url}: {errors}"
        return self.look()
