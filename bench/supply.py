"""What the hosted house is made of: installed from the pinned file alone, its licences and faults.

`python -m bench.supply` installs `hosting/requirements.txt` into a place of its own with every hash
compared, starts the house from it, says under which licence each package comes, and asks two
services whether faults of it are known. With `--write`, the licences go into `docs/licences.md`.

It exits with 1 where a fault is known, and with 3 where no service answered for some package: of
that nothing is known, which is not to say that there is no fault.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from mirror import store
from tests import served

PINNED = store.ROOT / "hosting" / "requirements.txt"
LICENCES = store.ROOT / "docs" / "licences.md"
#: The services that pip-audit can ask what is known of a package.
SERVICES = {"pypi": "PyPI", "osv": "OSV"}
#: The exit codes where a fault is known, and where nothing is.
FAULTY, NO_ANSWER = 1, 3

#: What a package says of its licence: an expression, a short text, or a heading of PyPI's.
SAID = """
import json
from importlib.metadata import distributions

def said(told):
    text = (told["License"] or "").strip()
    kinds = [one.split(" :: ")[-1] for one in told.get_all("Classifier") or []
             if one.startswith("License :: ")]
    return told["License-Expression"] or (text if len(text) < 40 else "") or " AND ".join(kinds)

print(json.dumps({one.metadata["Name"]: [one.version, said(one.metadata)]
                  for one in distributions()}))
"""

HEAD = """# What Place Mirror is made of

The packages of the hosted house, each with the licence that it states of itself. Written by
`python -m bench.supply --write` from `hosting/requirements.txt`.

None of them is under a licence that asks the same of whatever uses it. Inside the wheel of NumPy
lies the run-time library of GCC, under the GNU GPL with its exception, which lets any program use
it, and libquadmath, under the LGPL. Which libraries lie inside a wheel, its own licence files say.

| package | version | licence |
|---|---|---|
"""


@dataclass(frozen=True)
class Pin:
    """A package as the hosted house installs it: its version, and how many files may be it."""

    version: str
    hashes: int


def pinned() -> dict[str, Pin]:
    """Each package of the hosted house by its name."""
    text = PINNED.read_text(encoding="utf-8")
    found = re.findall(
        r"^([a-z0-9-]+)==(\S+)[^\n]*\n((?: +--hash=sha256:[0-9a-f]{64}.*\n)*)", text, re.M
    )
    return {name: Pin(version, hashes.count("--hash=")) for name, version, hashes in found}


def normal(name: str) -> str:
    """A package's name as every index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(folder: Path) -> Path:
    """The Python of a new place, into which the pinned packages and no others were installed."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    asked: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--requirement",
        PINNED,
    ]
    subprocess.run(asked, check=True)
    subprocess.run([python, "-m", "pip", "check"], check=True)
    return python


def licences(python: Path) -> dict[str, tuple[str, str]]:
    """Of each pinned package the version that is installed there, and its licence."""
    ran = subprocess.run([python, "-c", SAID], check=True, stdout=subprocess.PIPE, text=True)
    told = {
        normal(name): (version, said) for name, (version, said) in json.loads(ran.stdout).items()
    }
    return {name: told[name] for name in pinned()}


def starts(python: Path, folder: Path) -> float:
    """After how many seconds a new house answers that is run by this Python."""
    port, began = served.free_port(), time.perf_counter()
    house = subprocess.Popen(
        [
            python, "-m", "streamlit", "run", "app.py", "--server.headless=true",
            f"--server.port={port}",
        ],
        cwd=store.ROOT, env={**os.environ, "MIRROR_DATA": str(folder / "mirror.duckdb")},
    )  # fmt: skip
    try:
        while house.poll() is None:
            try:
                with urlopen(f"http://localhost:{port}/_stcore/health", timeout=1):
                    return time.perf_counter() - began
            except OSError:
                time.sleep(0.1)
    finally:
        house.terminate()
        house.wait(20)
    raise SystemExit("The house did not start from the pinned packages.")


def answers(service: str) -> dict[str, list[str]]:
    """Of each package for which this service answered, the names of the faults that it knows."""
    ran = subprocess.run(
        [
            sys.executable, "-m", "pip_audit", "--requirement", PINNED, "--disable-pip",
            "--require-hashes", "--format=json", "--progress-spinner=off",
            f"--vulnerability-service={service}",
        ],
        capture_output=True, text=True,
    )  # fmt: skip
    try:
        told = json.loads(ran.stdout)["dependencies"]
    except ValueError:
        # It broke off: its last line is why.
        print(f"{SERVICES[service]}: {(ran.stderr.strip().splitlines() or ['no word'])[-1][:160]}")
        return {}
    # A package that the service does not know is skipped, and pip-audit calls that no fault.
    return {one["name"]: [fault["id"] for fault in one["vulns"]] for one in told if "vulns" in one}


def verdict(heard: Mapping[str, Mapping[str, list[str]]]) -> int:
    """The exit code for what each service answered, once it was said."""
    for service, told in heard.items():
        print(f"{SERVICES[service]} answered for {len(told)} of {len(pinned())} packages.")
    faults = sorted({(name, one) for told in heard.values() for name in told for one in told[name]})
    for name, fault in faults:
        print(f"{name} {pinned()[name].version}: {fault}")
    silent = sorted(set(pinned()).difference(*heard.values()))
    if silent:
        print(f"No answer for {len(silent)} packages. Of these nothing is known:", *silent)
    elif not faults:
        print("No fault of any of them is known.")
    return FAULTY if faults else NO_ANSWER if silent else 0


def document(found: Mapping[str, tuple[str, str]]) -> str:
    """The text of docs/licences.md."""
    rows = [
        f"| {name} | {version} | {said or 'unknown'} |" for name, (version, said) in found.items()
    ]
    return HEAD + "\n".join(rows) + "\n"


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        python = installed(Path(folder) / "venv")
        taken = time.perf_counter() - began
        print(f"{len(pinned())} packages installed, every hash compared: {taken:.0f} s.")
        print(f"The house answers from them after {starts(python, Path(folder)):.1f} s.")
        found = licences(python)
    for name, (version, said) in found.items():
        print(f"{name:<28}{version:<20}{said or 'unknown'}")
    if "--write" in sys.argv[1:]:
        LICENCES.write_text(document(found), encoding="utf-8")
    return verdict({service: answers(service) for service in SERVICES})


if __name__ == "__main__":
    sys.exit(main())
