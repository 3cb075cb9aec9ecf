"""What was seen and taken away, told to the change log: of everything but the sample."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from mirror import access, intake, store

#: The questions that are answered with what people wrote, and what the change log calls it.
NOTES = {
    "notes": "notes of a cell",
    "block_notes": "notes on a building block",
    "observations": "notes looked up",
    "said": "texts looked up",
    "reflections": "what people made of a view",
}

#: What was told already: each once a day, of each who sees it.
_told: set[tuple[Path, str, str, str, date]] = set()


def seen(question: str, place: Any) -> None:
    """Nothing: whoever is here saw what people of a place wrote, which is told once a day."""
    held = store.current()
    told = (held.path, access.here().who, question, str(place), date.today())
    if told not in _told:
        _told.add(told)
        _tell(held, "see notes", str(place), NOTES[question])


def taking(make: Callable[[], bytes], place: str, what: str) -> Callable[[], bytes]:
    """A file that is made, and told of, when whoever is here takes it away."""
    whoever = access.whoever_is_here()

    def made() -> bytes:
        with access.on_behalf_of(whoever()):
            access.needed("facilitate", place)
            content = make()
            taken(store.current(), place, what)
            return content

    return made


def taken(held: store.Store, place: str, what: str) -> None:
    """Nothing: a file of a place was taken away, which is told each time."""
    _tell(held, "take away", place, what)


def _tell(held: store.Store, what: str, place: str, of: str) -> None:
    places = held.ask(store.sql("places")).set_index("code")
    if not (place in places.index and places.invented[place]):
        held.write(
            lambda cursor: intake.record_change(cursor, what, f"{place}, {of}", 1),
            is_asked_for=False,
        )
