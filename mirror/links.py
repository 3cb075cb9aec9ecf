"""Signed links that let somebody without an account look at what was released of one place."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from uuid import UUID

import pandas as pd

from mirror import access, intake, store, whole
from mirror.record import new_id
from mirror.store import Refused

#: The cookie that holds the link's token once somebody came in by it.
COOKIE = "came-in"
#: For how many days a link may open something, and the longest label.
LONGEST, LABEL = 366, 100
#: The bytes of a key that is made here, and the fewest characters of one that is given.
KEY, FEWEST = 32, 32

_making = threading.Lock()


@dataclass(frozen=True)
class Link:
    """A link: of which place, for whom, and until when it opens something."""

    id: UUID
    place: str
    label: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it opens something now."""
        return self.revoked_at is None and store.now() < self.expires_at


def make(held: store.Store, place: str, label: str, days: int) -> tuple[Link, str]:
    """A link that opens a place for so many days, and its token, which is not kept."""
    access.needed("release", place)
    label = " ".join(label.split())
    if not label or len(label) > LABEL:
        raise Refused(f"Whom it is for: write it in 1 to {LABEL} characters.")
    if not 1 <= days <= LONGEST:
        raise Refused(f"For how long: choose from 1 to {LONGEST} days.")
    now = store.now().replace(microsecond=0)
    link = Link(new_id(), place, label, now, now + timedelta(days=days))

    def work(cursor: store.Cursor) -> None:
        terms = {
            "id": link.id, "place": place, "label": label, "made_at": link.made_at,
            "expires_at": link.expires_at,
        }  # fmt: skip
        cursor.execute(store.sql("link/make"), terms)
        intake.record_change(cursor, "make link", f"{link.id} for {place}", 1)

    held.write(work)
    return link, _token(link)


def revoke(held: store.Store, link: Link) -> None:
    """Let a link open nothing any more, for those too who came in by it."""
    access.needed("release", link.place)

    def work(cursor: store.Cursor) -> None:
        terms = {"id": link.id, "revoked_at": store.now()}
        if not cursor.execute(store.sql("link/revoke"), terms).fetchall():
            raise Refused("This link opens nothing any more.")
        intake.record_change(cursor, "revoke link", f"{link.id} for {link.place}", 1)

    held.write(work)


def listed(held: store.Store, place: str) -> list[Link]:
    """The links of a place, the latest first."""
    return _links(held.ask(store.sql("link/listed"), {"place": place}))


def opened(token: str) -> Link | None:
    """The link of a token, as long as it opens something."""
    identity, _, _ = token.partition(".")
    try:
        sought = UUID(hex=identity)
    except ValueError:
        return None
    held = store.current()
    link = _held(held.path, held.version, sought)
    if link is None or not link.is_open:
        return None
    is_ours = hmac.compare_digest(_token(link).encode(), token.encode("utf-8", "replace"))
    return link if is_ours else None


@lru_cache(maxsize=256)
def _held(path: Path, version: int, identity: UUID) -> Link | None:
    """A link as it is held in a state of the file, of which `version` counts the writes."""
    found = store.open_store(path).ask(store.sql("link/one"), {"id": identity})
    return next(iter(_links(found)), None)


def _links(table: pd.DataFrame) -> list[Link]:
    return [
        Link(
            row.id, row.place, row.label, row.made_at.to_pydatetime(),
            row.expires_at.to_pydatetime(),
            None if pd.isna(row.revoked_at) else row.revoked_at.to_pydatetime(),
        )
        for row in table.itertuples()
    ]  # fmt: skip


def _token(link: Link) -> str:
    said = f"{link.id.hex}.{int(link.expires_at.replace(tzinfo=UTC).timestamp())}"
    return f"{said}.{keyed('link', said)}"


def keyed(purpose: str, text: str = "") -> str:
    """What only this house can make of a text, for one purpose."""
    return hmac.new(_key(), f"{purpose} {text}".encode(), hashlib.sha256).hexdigest()


def _key() -> bytes:
    """The house's key: as the environment has it, or as it was made when first needed."""
    given = os.environ.get("MIRROR_KEY")
    if given is None:
        return _kept(store.data_path().with_name("mirror.key"))
    if len(given) < FEWEST:
        raise Refused(f"MIRROR_KEY is shorter than {FEWEST} characters. Choose a longer one.")
    return given.encode()


def _kept(file: Path) -> bytes:
    with _making:
        if not file.exists():
            _make_key(file)
    try:
        key = file.read_bytes().strip()
    except OSError as fault:
        raise Refused(f"{file.name} cannot be read: {fault.strerror}.") from None
    if len(key) < FEWEST:
        raise Refused(f"{file.name} is too short for a key. Take it away, and make links anew.")
    return key


def _make_key(file: Path) -> None:
    """Put a key there, whole or not at all, that nobody else may read where systems know that."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        whole.put(file, secrets.token_hex(KEY).encode(), 0o600)
    except OSError as fault:
        raise Refused(f"{file.name} cannot be made: {fault.strerror}.") from None
