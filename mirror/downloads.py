"""What somebody takes away is there until it has arrived, however many others are at work.

Streamlit throws away what no page shows any more each time that anybody's page is finished: a file
at the second time, though a browser may still be about to fetch it, and the way to make one at the
first, though a click may still be on its way from a page that is being drawn anew.
"""

from __future__ import annotations

import time
from weakref import WeakKeyDictionary

from streamlit.runtime.media_file_manager import MediaFileManager

#: How many seconds it stays after the last page that showed it: a busy house is slow to answer.
STAYS = 30.0


#: Since when nothing shows a file, and a way to make one.
_files: WeakKeyDictionary[object, float] = WeakKeyDictionary()
_ways: dict[str, float] = {}
_unshown_files = MediaFileManager._get_inactive_file_ids


def stay() -> None:
    """From now on what was to be thrown away is thrown away a while later."""
    MediaFileManager._get_inactive_file_ids = _files_to_go  # type: ignore[method-assign]
    MediaFileManager._remove_orphaned_deferred_callables = (  # type: ignore[method-assign]
        _throw_ways_away
    )


def _files_to_go(self: MediaFileManager) -> set[str]:
    """The files that nothing has shown for a while; one that is made anew has its time anew."""
    now = time.monotonic()
    return {
        file
        for file in _unshown_files(self)
        if now - _files.setdefault(self._file_metadata[file], now) > STAYS
    }


def _throw_ways_away(self: MediaFileManager) -> None:
    """Throw away each way to make a file that no page has shown for a while."""
    global _ways
    now = time.monotonic()
    shown = set[str]().union(*(each.values() for each in self._files_by_session_and_coord.values()))
    _ways = {way: _ways.get(way, now) for way in self._deferred_callables.keys() - shown}
    for way, then in _ways.items():
        if now - then > STAYS:
            self._drop_deferred_id(way)
