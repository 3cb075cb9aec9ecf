"""A view as people saw it then: its figures kept, checked, and opened again as they were.

Figures are kept, texts are not: a note that is withdrawn later must be gone from here too.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import pandas as pd

from mirror import honesty, intake, store, words
from mirror.lens import JOINT

#: The questions whose answers are figures and the vocabulary's words, and nobody's own.
FIGURES = (
    "behaviours", "behaviours_by_sector", "families", "pace", "pace_dots", "timing",
    "infrastructure", "blocks_and_behaviours", "together", "together_blocks", "home", "home_apart",
)  # fmt: skip
#: Those that say what things are called and where one stands, and nothing that a view shows.
CALLED = (
    "places", "period", "gatherings", "levels", "voices", "behaviour_words", "family_words",
    "part_words", "sector_words",
)  # fmt: skip
#: Columns of those answers in which somebody's words may stand: they are kept empty.
TEXTS = ("next_step", "evidence", "title", "note")


@dataclass(frozen=True)
class Snapshot:
    """A kept view: where and when it was seen, by which rules, whose voices, and its figures."""

    place: str
    page: str
    lens: str
    taken_on: date
    rules: str
    voices: str
    answers: dict[str, pd.DataFrame]
    #: Whether it is as it was kept; if not, somebody has changed it since.
    is_whole: bool


def keep(
    held: store.Store,
    identity: UUID,
    *,
    place: str,
    page: str,
    lens: str,
    taken_on: date,
    voices: str,
    heard: Mapping[str, pd.DataFrame],
    gathering: UUID | None = None,
) -> bool:
    """Whether a view was kept now; False if it is held already. Only figures of `heard` are."""
    figures = {
        called: _frozen(answer)
        for called, answer in sorted(heard.items())
        if called.split(" ", 1)[0] in FIGURES
    }
    told = {
        "place": place, "page": page, "lens": lens, "taken_on": taken_on.isoformat(),
        "rules": honesty.RULES, "voices": voices, "answers": json.dumps(figures),
    }  # fmt: skip
    terms = told | {
        "id": identity, "hash": _hash(told), "recorded_at": store.now(), "gathering": gathering,
    }  # fmt: skip

    def work(cursor: store.Cursor) -> bool:
        [(added,)] = cursor.execute(store.sql("snapshot/keep"), terms).fetchall()
        if added:
            intake.record_change(cursor, "keep a view", f"{place}, {page}", 1)
        return bool(added)

    return held.write(work)


def opened(held: store.Store, identity: str) -> Snapshot | None:
    """The kept view of this id; None if there is none."""
    found = held.ask(store.sql("snapshot/open"), {"id": identity})
    if found.empty:
        return None
    row = found.iloc[0]
    told = {name: str(row[name]) for name in ("place", "page", "lens", "rules", "voices")}
    told |= {"taken_on": row.taken_on.date().isoformat(), "answers": row.answers}
    is_whole = _hash(told) == row.hash
    return Snapshot(
        told["place"], told["page"], told["lens"], row.taken_on.date(), told["rules"],
        told["voices"],
        {called: _thawed(rows) for called, rows in json.loads(row.answers).items()}
        if is_whole else {},
        is_whole,
    )  # fmt: skip


def remove(held: store.Store, identity: str) -> None:
    """Take a kept view away."""

    def work(cursor: store.Cursor) -> None:
        cursor.execute(store.sql("snapshot/remove"), {"id": identity})
        intake.record_change(cursor, "remove a kept view", identity, 1)

    held.write(work)


def shows(gone: Collection[str], lens: str, voices: str, answers: str) -> bool:
    """Whether one of these words stands in a kept view: its address, its voices or its answers."""
    said = {part for _, value in parse_qsl(lens) for part in (value, *value.split(JOINT))}
    try:
        for called, rows in json.loads(answers).items():
            said |= set(json.loads(called.partition(" ")[2]).values())
            said |= {cell for row in rows["rows"] for cell in row if isinstance(cell, str)}
    except (ValueError, LookupError, TypeError, AttributeError):
        # Somebody changed it, and it is shown no more.
        return True
    spoken = words.plain(voices)
    names = [re.escape(word) for word in gone if any(map(str.isalpha, word))]
    return any(word in said for word in gone) or any(
        re.search(rf"(?<!\w){name}(?!\w)", spoken) for name in names
    )


def _hash(told: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(dict(told), sort_keys=True).encode()).hexdigest()


def _frozen(answer: pd.DataFrame) -> dict[str, Any]:
    """The answer as JSON can hold it, to the last bit of its figures."""
    figures = answer.assign(**{name: None for name in TEXTS if name in answer})
    return {
        "columns": [[str(name), str(kind)] for name, kind in figures.dtypes.items()],
        "rows": [[_plain(cell) for cell in row] for row in figures.itertuples(index=False)],
    }


def _plain(cell: Any) -> Any:
    if isinstance(cell, pd.Timestamp | date):
        return cell.isoformat()
    if (
        cell is None
        or cell is pd.NaT
        or cell is pd.NA
        or (isinstance(cell, float) and math.isnan(cell))
    ):
        return None
    return cell.item() if hasattr(cell, "item") else cell


def _thawed(rows: Mapping[str, Any]) -> pd.DataFrame:
    names = [name for name, _ in rows["columns"]]
    table = pd.DataFrame(rows["rows"], columns=names, dtype=object)
    return table.astype(dict(rows["columns"]))
