"""The README's commands are the ones that work, and the continuous run uses them."""

from __future__ import annotations

import re

from mirror import store

ROOT = store.ROOT
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_screen_has_what_it_is_for_a_picture_and_two_commands() -> None:
    first = README.splitlines()[:40]
    places = [
        next(place for place, line in enumerate(first) if mark in line)
        for mark in ("mirror and not a scorecard", "![", "streamlit run app.py", "-m pytest")
    ]
    assert places == sorted(places)


def test_every_picture_and_file_that_the_readme_names_is_there() -> None:
    for name in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / name).exists(), name


def test_the_continuous_run_calls_the_readmes_test_command() -> None:
    commands = re.findall(r"^python3 -m venv .*pytest$", README, re.MULTILINE)
    assert len(commands) == 1
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert commands[0] in run.replace("pip install -q", "pip install")


def test_every_room_is_in_the_readme() -> None:
    rooms = [path.name for path in (ROOT / "mirror").glob("*.py") if path.stem[0] != "_"]
    missing = [name for name in rooms if f"`{name}`" not in README]
    assert not missing
