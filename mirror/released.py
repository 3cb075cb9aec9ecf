"""What partners read: the release of a place, asked anew as soon as another one stands there.

The file is open only while it is asked, since Windows replaces no file that is open.
"""

from __future__ import annotations

import logging
import pickle
import re
from collections.abc import Hashable
from contextlib import closing
from functools import lru_cache
from pathlib import Path

import pandas as pd

from mirror import release, store
from mirror.access import Visitor
from mirror.store import Refused

#: What the name of a release says before and after the code of its place.
_BEFORE, _AFTER = release.file_of("").name.split(".")[0], ".duckdb"


class Nothing(Refused):
    """There is no release of a place that can be read."""


def file_of(place: str, draft: bool = False) -> Path:
    """Where the release of a place is read, or the draft of the next one."""
    return release.draft_of(place) if draft else release.file_of(place)


def places(visitor: Visitor, said: str = "") -> dict[str, str]:
    """What each place is called at whose release somebody may look, by code in the order of titles.

    It is every place they were granted, with a release or without; of those who may look at all,
    every place with a release, and the one that is `said`.
    """
    folder = release.file_of("").parent
    standing = {
        path.name[len(_BEFORE) : -len(_AFTER)] for path in folder.glob(f"{_BEFORE}*{_AFTER}")
    }
    named = {place for _, place in visitor.grants} | standing | {said}
    titles = {
        place: _title(place)
        for place in named
        # A code is never a way to another file.
        if re.fullmatch(r"[\w-]+", place) and visitor.may("look", place)
    }
    return dict(sorted(titles.items(), key=lambda place: place[::-1]))


def _title(place: str) -> str:
    """What a place is called in its release; without one, what its code says."""
    try:
        held = ask(file_of(place), "places").set_index("code").title
    except Nothing:
        held = {}
    return str(held.get(place, place.replace("-", " ").capitalize()))


def ask(file: Path, question: str, **terms: Hashable) -> pd.DataFrame:
    """The rows that answer queries/released/<question>.sql, from the release that stands there now.

    The question binds what it names of the terms. Where no release can be read, it raises Nothing,
    in a sentence for partners.
    """
    try:
        found = file.stat()
    except OSError:
        raise Nothing("Nothing has been released for this place yet.") from None
    stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
    text = store.sql(f"released/{question}")
    bound = tuple((name, terms[name]) for name in sorted(store.parameters(text)))
    try:
        answer: pd.DataFrame = pickle.loads(_answer(file, stamp, question, bound))
        return answer
    except Refused:
        logging.getLogger(__name__).exception("A release could not be read.")
        raise Nothing("What was released cannot be read just now. Try again in a minute.") from None


@lru_cache(maxsize=256)
def _answer(
    file: Path, stamp: tuple[int, int, int], question: str, terms: tuple[tuple[str, Hashable], ...]
) -> bytes:
    """Ask once for each release, question and terms; `stamp` tells one release from another.

    The rows are kept pickled, as those of the file are.
    """
    with closing(release.open_release(file)) as opened:
        return pickle.dumps(opened.ask(question, **dict(terms)))
