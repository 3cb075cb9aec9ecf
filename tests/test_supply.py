"""What the hosted house is installed from is pinned in full, and under licences that allow it."""

from __future__ import annotations

import re

import pytest
from packaging.requirements import Requirement

from bench.supply import FAULTY, LICENCES, NO_ANSWER, PINNED, Pin, normal, pinned, verdict
from mirror import store

#: The licences that let anybody use, change and host what is under them.
FREE = {
    "0BSD", "Apache-2.0", "Apache License 2.0", "BSD-2-Clause", "BSD-3-Clause",
    "3-Clause BSD License", "BSD License", "CC0-1.0", "MIT", "MIT License", "MIT-0", "MIT-CMU",
    "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip


@pytest.fixture(scope="module")
def pins() -> dict[str, Pin]:
    found = pinned()
    assert len(found) > 40
    return found


def test_every_pinned_file_is_told_by_its_hash(pins: dict[str, Pin]) -> None:
    lines = PINNED.read_text(encoding="utf-8").splitlines()
    assert [line.split("==")[0] for line in lines if re.match(r"[^\s#]", line)] == list(pins)
    assert all(pin.hashes for pin in pins.values())


def test_what_the_house_needs_is_pinned_within_the_series_it_is_held_to(
    pins: dict[str, Pin],
) -> None:
    needed = [Requirement(line) for line in (store.ROOT / "requirements.txt").read_text().split()]
    assert needed
    for one in needed:
        assert one.specifier.contains(pins[normal(one.name)].version), one


def test_the_pinned_file_leaves_it_open_where_the_packages_come_from() -> None:
    text = PINNED.read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|index-url|find-links|trusted-host|[ =]/", text)


def test_the_container_installs_from_the_pinned_file_alone() -> None:
    told = (store.ROOT / "hosting" / "Containerfile").read_text(encoding="utf-8")
    asked = re.findall(r"pip install .*", told)
    assert asked == ["pip install --no-cache-dir --require-hashes -r requirements.txt"]
    assert "COPY hosting/requirements.txt .\n" in told


def test_the_licence_of_every_pinned_package_is_known_and_lets_us_use_it(
    pins: dict[str, Pin],
) -> None:
    text = LICENCES.read_text(encoding="utf-8")
    told = {
        name: (version, licence)
        for name, version, licence in re.findall(
            r"^\| ([a-z0-9-]+) \| (\S+) \| (.+) \|$", text, re.M
        )
        if name != "package"
    }
    assert {name: version for name, (version, _) in told.items()} == {
        name: pin.version for name, pin in pins.items()
    }
    for name, (_, licence) in told.items():
        assert set(re.split(r" AND | OR ", licence)) <= FREE, (name, licence)


def test_no_answer_about_faults_is_never_told_as_no_fault(
    pins: dict[str, Pin], capsys: pytest.CaptureFixture[str]
) -> None:
    sound: dict[str, list[str]] = {name: [] for name in pins}
    few = dict(list(sound.items())[1:])
    unheard: list[dict[str, dict[str, list[str]]]]
    unheard = [{}, {"pypi": {}, "osv": {}}, {"pypi": few, "osv": {}}]
    for heard in unheard:
        assert verdict(heard) == NO_ANSWER
        said = capsys.readouterr().out
        assert "nothing is known" in said and "No fault" not in said
    assert verdict({"pypi": few, "osv": sound}) == 0
    assert verdict({"pypi": few | {"altair": ["PYSEC-1"]}, "osv": {}}) == FAULTY
    assert "altair 6" in capsys.readouterr().out
