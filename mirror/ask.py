"""The one way from the file to the screen: a question, asked through a lens."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from mirror import store
from mirror.lens import Lens

Term = Hashable


def ask(question: str, lens: Lens | None = None, **more: Term) -> pd.DataFrame:
    """The rows that answer queries/<question>.sql, seen through the lens.

    The question binds what it names of the lens, and must bind all of `more`.
    """
    held = store.current()
    text = store.sql(question)
    offered = (lens.terms() if lens else {}) | more
    named = store.parameters(text)
    terms = {name: offered[name] for name in named} | more
    return _answer(held.path, held.version, text, tuple(sorted(terms.items()))).copy()


@lru_cache(maxsize=256)
def _answer(
    path: Path, version: int, text: str, terms: tuple[tuple[str, Term], ...]
) -> pd.DataFrame:
    """Ask once for each text, lens and state of the file, of which `version` counts the writes."""
    return store.open_store(path).ask(text, dict(terms))
