"""The one way from the file to the screen: a question, asked through a lens."""

from __future__ import annotations

import json
import pickle
from collections.abc import Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pandas as pd

from mirror import guard, store, witness
from mirror.lens import Lens

Term = Hashable


class NotKept(Exception):
    """A question to which no answer was kept, where one of now would pass for it."""


@dataclass(frozen=True)
class Kept:
    """Answers that stand in the place of the file's, and which questions they and it answered."""

    answers: Mapping[str, pd.DataFrame]
    needed: Collection[str]
    by_them: set[str] = field(default_factory=set)
    by_the_file: set[str] = field(default_factory=set)

    def answer(self, question: str, called: str) -> pd.DataFrame | None:
        """What was kept of a question; None if the file may answer it. Else raises NotKept."""
        if called in self.answers:
            self.by_them.add(question)
            return self.answers[called].copy()
        if question in self.needed:
            raise NotKept(called)
        self.by_the_file.add(question)
        return None


#: What was kept of answers, and what is asked, each by its `name`.
_kept: ContextVar[Kept | None] = ContextVar("kept", default=None)
_heard: ContextVar[dict[str, pd.DataFrame] | None] = ContextVar("heard", default=None)


def ask(question: str, lens: Lens | None = None, **more: Term) -> pd.DataFrame:
    """The rows that answer queries/<question>.sql, seen through the lens by whoever is here.

    The question binds what it names of the lens, and must bind all of `more`.
    """
    held = store.current()
    text = store.sql(question)
    offered = (lens.terms() if lens else {}) | more
    named = store.parameters(text)
    terms = {name: offered[name] for name in named} | more
    guard.asked(question, terms)
    called = name_of(question, terms)
    kept = _kept.get()
    if kept is not None and (of_then := kept.answer(question, called)) is not None:
        return of_then
    pickled = _answer(held.path, held.version, text, tuple(sorted(terms.items())))
    answer = guard.theirs(question, pickle.loads(pickled))
    if question in witness.NOTES and len(answer):
        witness.seen(question, terms["place"])
    heard = _heard.get()
    if heard is not None:
        heard[called] = answer.copy()
    return answer


def name_of(question: str, terms: Mapping[str, Term]) -> str:
    """A question with what it was asked of, whatever words and audience it was asked in."""
    asked = {name: str(term) for name, term in terms.items() if name not in ("words", "consent")}
    return f"{question} {json.dumps(asked, sort_keys=True)}"


@contextmanager
def answered_by(
    answers: Mapping[str, pd.DataFrame], needed: Collection[str] = ()
) -> Iterator[Kept]:
    """While the block lasts, these answers stand in the place of the file's.

    The questions that are `needed` are not answered by the file: they raise NotKept.
    """
    kept = Kept(answers, needed)
    token = _kept.set(kept)
    try:
        yield kept
    finally:
        _kept.reset(token)


@contextmanager
def overheard() -> Iterator[dict[str, pd.DataFrame]]:
    """What is asked and answered while the block lasts."""
    heard: dict[str, pd.DataFrame] = {}
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


@lru_cache(maxsize=256)
def _answer(path: Path, version: int, text: str, terms: tuple[tuple[str, Term], ...]) -> bytes:
    """Ask once for each text, lens and state of the file, of which `version` counts the writes.

    The rows are kept pickled: a frame remembers by the hundred who was given a copy of it.
    """
    return pickle.dumps(store.open_store(path).ask(text, dict(terms)))
