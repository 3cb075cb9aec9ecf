"""What the accessibility statement says was tested: enlarged, widely spaced, by WCAG 2.2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from mirror import store
from tests import served
from tests.test_browser import SIDEWAYS

pytestmark = pytest.mark.skipif(not served.CHROMIUM, reason="needs a Chromium on the path")

RULES: dict[str, Any] = {
    "runOnly": {
        "type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    }
}  # fmt: skip
#: What a reader may set, by WCAG 1.4.12.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
CUT = """() => [...document.querySelectorAll("[data-testid=stMain] :is(p, h1, h2, h3, label)")]
    .filter(one => one.scrollWidth > one.clientWidth + 2
        && getComputedStyle(one).overflow !== "visible"
        && getComputedStyle(one).textOverflow !== "ellipsis")
    .map(one => one.textContent)"""
#: What the statement names as a shortcoming: tables that are pushed sideways.
KNOWN = {"scrollable-region-focusable"}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served.house(tmp_path_factory.mktemp("house") / "mirror.duckdb") as shown:
        yield shown


@pytest.mark.parametrize("page", sorted(path.stem for path in (store.ROOT / "pages").glob("*.py")))
def test_a_page_enlarged_to_four_times_meets_the_rules_and_is_not_cut(
    page: str, address: str, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    tab = context.new_page()
    tab.goto(f"{address}/{page}?place=gateshead")
    served.settle(tab)
    found = served.by_axe(tab, **RULES).response["violations"]
    assert {rule["id"] for rule in found} <= KNOWN, found
    assert tab.evaluate(SIDEWAYS) == 0, "the page scrolls sideways"
    tab.add_style_tag(content=SPACED)
    assert tab.evaluate(SIDEWAYS) == 0, "with wider spacing it scrolls sideways"
    assert tab.evaluate(CUT) == []
    context.close()
