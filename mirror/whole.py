"""A small file of ours put in its place whole or not at all, whenever the machine stops."""

from __future__ import annotations

import os
import threading
from pathlib import Path

#: What a file is called that is not in its place yet; the next that is put there writes it over.
UNFINISHED = ".part"

_putting = threading.Lock()


def put(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Put a file there, in the place of one that is there; raises OSError with that one untouched.

    `mode` is who may read it, where systems know that.
    """
    part = path.with_name(path.name + UNFINISHED)
    with _putting:
        try:
            # One that a kill left here may be open to more people than this one is to be.
            part.unlink(missing_ok=True)
            made = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _AS_IT_IS, mode)
            with os.fdopen(made, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


#: Windows would write other ends of lines.
_AS_IT_IS = getattr(os, "O_BINARY", 0)
