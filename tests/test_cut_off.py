"""The house asks no other machine for anything: not to start, to show, to make or to keep."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import Any

import pytest

from mirror import export, pack, store
from tests.test_pages import PICTURES

PAGES = store.ROOT / "pages"
#: Linux gives a process a network of its own, on which there is nobody else; not to everybody.
OWN_NETWORK = ["unshare", "--net", "--map-root-user", sys.executable]
WAKE = "from tests.elsewhere import wake_loopback; wake_loopback()"


def may_have_a_network_of_its_own() -> bool:
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    tried = subprocess.run([*OWN_NETWORK, "-c", WAKE], cwd=store.ROOT, capture_output=True)
    return tried.returncode == 0


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of a day of the house, cut off from every other machine."""
    cut = may_have_a_network_of_its_own()
    ran = subprocess.run(
        [
            *(OWN_NETWORK if cut else [sys.executable]), "-m", "tests.cut_off",
            tmp_path_factory.mktemp("cut_off"), *(["--own-network"] if cut else []),
        ],
        cwd=store.ROOT, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_every_page_opens_with_no_other_machine_to_ask(day: dict[str, Any]) -> None:
    own = {path.stem for path in PAGES.glob("*.py")}
    partners = {f"partner/{path.stem}" for path in (PAGES / "partner").glob("*.py")}
    assert len(own) >= 18 and len(partners) >= 6
    pages = day["pages"]
    assert set(pages) == own | partners | {"hosted"}
    assert not {page: seen["faults"] for page, seen in pages.items() if seen["faults"]}
    for page in own | partners:
        [heading] = pages[page]["headings"]
        assert heading.endswith("?"), page
    assert all(pages[page]["pictures"] for page in PICTURES)


def test_all_that_is_taken_away_is_made_with_no_other_machine_to_ask(day: dict[str, Any]) -> None:
    packs = {f"pack as {kind}" for kind in pack.FORMATS}
    assert set(day["made"]) == {*export.FORMATS, *packs, "release", "backup"}
    assert all(size > 1_000 for size in day["made"].values()), day["made"]


def test_nothing_in_python_tries_to_reach_another_machine(day: dict[str, Any]) -> None:
    assert len(day["pages"]) > 24
    assert day["tried"] == []


def test_nothing_below_python_tries_either(day: dict[str, Any]) -> None:
    """What is not written in Python speaks to the system itself, which counts."""
    if day["ways"] is None:
        pytest.skip("this process may have no network of its own")
    assert day["ways"] == 0
