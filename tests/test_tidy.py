"""The code is tidy: ruff's lint and format, mypy's types."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mirror import store


@pytest.mark.parametrize(
    "command", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]]
)
def test_the_code_is_tidy(command: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", *command], cwd=store.ROOT, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
