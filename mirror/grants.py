"""Who may do what, as the file beside the observations says it: a person can read and edit it."""

from __future__ import annotations

import re
import threading
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import tomlkit

from mirror import access, intake, store, whole
from mirror.access import EVERY_PLACE, Deed
from mirror.store import Refused

#: In the place of an e-mail address: everybody, signed in or not.
ANYONE = "anyone"
#: In the place of a place's code: all of them.
EVERYWHERE = "every place"
Does = Literal["facilitates", "releases", "looks"]
#: What each grant allows.
ALLOWS: dict[Does, tuple[Deed, ...]] = {
    "facilitates": ("facilitate", "look"),
    "releases": ("release", "look"),
    "looks": ("look",),
}
#: What stands at the head of a new file.
HEAD = (
    "Who may see what. A change counts from the next click on, without a restart.",
    "who: an e-mail address as the sign-in names it, or “anyone” (who may only look).",
    "does: “facilitates” (sees and does everything of a place), “releases” (chooses what its",
    "partners see, and who they are), or “looks” (sees what was released, and adds to it).",
    "place: the code of a place as addresses have it, or “every place”.",
)

#: Who may read the file, where systems know that: whoever runs the house.
OURS_ALONE = 0o600

_changing = threading.Lock()


@dataclass(frozen=True)
class Grant:
    """What somebody may do with a place."""

    who: str
    does: Does
    place: str

    @property
    def allowed(self) -> frozenset[tuple[Deed, str]]:
        """The deeds that it allows, each with the place."""
        place = EVERY_PLACE if self.place == EVERYWHERE else self.place
        return frozenset((deed, place) for deed in ALLOWS[self.does])


def path() -> Path:
    """Where the file stands."""
    return store.data_path().with_name("access.toml")


def listed() -> tuple[Grant, ...]:
    """Every grant, in the order of the file; none where there is no file.

    Raises Refused where the file says anything that is not understood: then it grants nothing.
    """
    try:
        state = path().stat()
    except FileNotFoundError:
        return ()
    except OSError as fault:
        raise Refused(f"{path().name} cannot be read: {fault.strerror}.") from None
    return _read(path(), state.st_mtime_ns, state.st_size)


def of(who: str) -> frozenset[tuple[Deed, str]]:
    """What somebody was granted, with what anyone was; nothing where the file is broken."""
    if fault():
        return frozenset()
    named = {ANYONE, who.casefold()}
    return frozenset[tuple[Deed, str]]().union(
        *(grant.allowed for grant in listed() if grant.who.casefold() in named)
    )


def fault() -> str:
    """What is wrong with the file, in a sentence; empty where nothing is."""
    try:
        listed()
    except Refused as refusal:
        return str(refusal)
    return ""


def add(held: store.Store, grant: Grant) -> None:
    """Grant this from now on, as the file and the change log say then."""
    checked = _checked({"who": grant.who, "does": grant.does, "place": grant.place}, "It")

    def changed(document: tomlkit.TOMLDocument) -> None:
        if checked in listed():
            raise Refused("This is granted already.")
        table = tomlkit.table()
        table.update({"who": checked.who, "does": checked.does, "place": checked.place})
        document.setdefault("grant", tomlkit.aot()).append(table)

    _change(held, "grant", checked, changed)


def take_away(held: store.Store, grant: Grant) -> None:
    """Grant this no longer, as the file and the change log say then."""

    def changed(document: tomlkit.TOMLDocument) -> None:
        if grant not in listed():
            raise Refused("This is granted no longer.")
        place = listed().index(grant)
        del document["grant"][place]
        # Of no grants, a list would be written that nobody can read again.
        if not document["grant"]:
            del document["grant"]

    _change(held, "take away grant", grant, changed)


def _change(held: store.Store, what: str, grant: Grant, changed: Any) -> None:
    """Write the file anew, comments and all, in the same step as the change log."""
    # Only whoever may release a place says who may see it.
    access.needed("release", EVERY_PLACE if grant.place == EVERYWHERE else grant.place)
    with _changing:
        listed()
        document = tomlkit.parse(_text(path())) if path().exists() else _new()
        changed(document)

        def work(cursor: store.Cursor) -> None:
            said = f"{grant.who} {grant.does} {grant.place}"
            intake.record_change(cursor, what, said, 1)
            _put(path(), tomlkit.dumps(document))

        held.write(work)


def _new() -> tomlkit.TOMLDocument:
    document = tomlkit.document()
    for line in HEAD:
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    return document


def _put(to: Path, text: str) -> None:
    """Put the text in the file's place, whole or not at all."""
    try:
        whole.put(to, text.encode(), OURS_ALONE)
    except OSError as fault:
        raise Refused(f"{to.name} cannot be written: {fault.strerror}.") from None


def _text(file: Path) -> str:
    # Notepad may put a mark before the text.
    return file.read_text(encoding="utf-8-sig")


@lru_cache(maxsize=8)
def _read(file: Path, _changed_at: int, _size: int) -> tuple[Grant, ...]:
    try:
        said = tomllib.loads(_text(file))
    except (ValueError, RecursionError) as wrong:
        raise Refused(f"{file.name} cannot be understood: {wrong}. It grants nothing.") from None
    except OSError as wrong:
        raise Refused(f"{file.name} cannot be read: {wrong.strerror}.") from None
    rows = said.get("grant", [])
    if set(said) - {"grant"} or not isinstance(rows, list):
        raise Refused(f"{file.name} holds something besides [[grant]]. It grants nothing.")
    return tuple(
        _checked(row, f"Grant {number} of {file.name}") for number, row in enumerate(rows, start=1)
    )


def _checked(row: Any, which: str) -> Grant:
    """The grant that a row says; raises Refused where it is not understood."""
    if (
        not isinstance(row, dict)
        or set(row) != {"who", "does", "place"}
        or not all(isinstance(value, str) and value.strip() for value in row.values())
    ):
        raise Refused(f"{which} needs who, does and place, each a text. Nothing is granted.")
    who, does, place = (row[name].strip() for name in ("who", "does", "place"))
    if does not in get_args(Does):
        raise Refused(
            f"{which} says that somebody {does}. Write facilitates, releases or looks. "
            "Nothing is granted."
        )
    if who != ANYONE and not re.fullmatch(r"[^@\s]+@[^@\s]+", who):
        raise Refused(f"{which} names “{who}”, which is no e-mail address. Nothing is granted.")
    if who == ANYONE and does != "looks":
        raise Refused(f"{which} lets anyone do more than look. Nothing is granted.")
    if place == EVERY_PLACE:
        raise Refused(f"{which} says “*”. Write “{EVERYWHERE}”. Nothing is granted.")
    return Grant(who, does, place)
