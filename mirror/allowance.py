"""How often something may be done in a minute, so that nobody wears the house out."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque


class Allowance:
    """How often in a minute something may be done, by each and by all."""

    def __init__(self, each: int, most: int | None = None) -> None:
        self._each, self._most = each, most
        self._done: deque[tuple[float, str]] = deque()
        self._counts: Counter[str] = Counter()
        self._looking = threading.Lock()

    def is_spent(self, who: str) -> bool:
        """Whether no more is allowed just now."""
        with self._looking:
            while self._done and self._done[0][0] < time.monotonic() - 60:
                self._forget(self._done.popleft()[1])
            is_most = self._most is not None and len(self._done) >= self._most
            return self._counts[who] >= self._each or is_most

    def spend(self, who: str) -> None:
        """Nothing: it is counted that it was done once more."""
        with self._looking:
            self._done.append((time.monotonic(), who))
            self._counts[who] += 1

    def _forget(self, who: str) -> None:
        self._counts[who] -= 1
        if not self._counts[who]:
            del self._counts[who]
