"""Somebody who has no mouse: presses keys, and counts them."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from playwright.sync_api import Page

HERE = "(wanted) => { const here = document.activeElement; return !!here && here.matches(wanted); }"
MOST_TABS = 400
# Seconds that a person takes for a key known beforehand, a character copied from a paper, looking at a page.
KEY, CHARACTER, PAGE = 0.28, 0.5, 8.0


@dataclass
class Keys:
    """A page worked by keyboard alone. Every key counts, and every page that comes."""

    page: Page
    pressed: int = 0
    typed: int = 0
    pages: int = 0
    log: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("domcontentloaded", lambda _page: self._came())

    def _came(self) -> None:
        self.pages += 1

    def press(self, key: str) -> None:
        self.pressed += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.typed += len(text)
        self.page.keyboard.type(text)

    def stands_on(self, selector: str) -> bool:
        return bool(self.page.evaluate(HERE, selector))

    def tab_to(self, selector: str) -> None:
        """Tab until the focus is there; nothing where it is already."""
        for _press in range(MOST_TABS):
            if self.stands_on(selector):
                return
            self.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector} on {self.page.url}")

    def enter(self, selector: str) -> None:
        """Go there and press Enter; wait for the page that comes of it."""
        self.tab_to(selector)
        self.leave("Enter")

    def leave(self, key: str) -> None:
        """Press a key that leads to another page."""
        with self.page.expect_navigation(wait_until="load"):
            self.press(key)

    def note(self, what: str) -> None:
        """Keep the count until here under a name."""
        self.log.append((what, self.strokes - sum(count for _what, count in self.log)))

    @property
    def strokes(self) -> int:
        return self.pressed + self.typed

    @property
    def minutes(self) -> float:
        return (self.pressed * KEY + self.typed * CHARACTER + self.pages * PAGE) / 60

    def tell(self, where: str) -> None:
        """The counts, for whoever runs the test with -s."""
        parts = ", ".join(f"{what} {count}" for what, count in self.log)
        sys.stdout.write(
            f"{where}: {self.pressed} keys and {self.typed} characters, {self.pages} pages, "
            f"{self.minutes:.1f} min ({parts})\n"
        )
