"""A house with nothing but its door open, in a process of its own that may be killed.

`python -m tests.doorway FILE GATHERING PORT` opens it and says at which port.
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

from mirror import store
from mirror.door import Door


@dataclass
class Phone:
    """What a phone does, and the cookie that it keeps."""

    port: int
    host: str = "127.0.0.1"
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, body: str | None = None, **headers: str
    ) -> tuple[int, str]:
        """The status and the text of an answer; of a way elsewhere, the way."""
        connection = HTTPConnection(self.host, self.port, timeout=20)
        sent = dict(headers) | ({"Cookie": self.cookie} if self.cookie else {})
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            self.headers = {name.lower(): value for name, value in answer.getheaders()}
            if given := self.headers.get("set-cookie"):
                self.cookie = given.split(";")[0]
            text = answer.read().decode()
            return answer.status, self.headers.get("location", text)
        finally:
            connection.close()

    def get(self, path: str) -> tuple[int, str]:
        return self.ask("GET", path)

    def send(self, code: str, answers: Mapping[str, int], **more: str) -> tuple[int, str]:
        body = urlencode({f"s.{subject}": value for subject, value in answers.items()} | more)
        return self.ask(
            "POST", f"/{code}", body, **{"Content-Type": "application/x-www-form-urlencoded"}
        )

    def is_in(self, code: str, answers: Mapping[str, int]) -> bool:
        """Whether the phone was told that its answers are in; False where nobody answered."""
        try:
            status, text = self.send(code, answers)
        except (OSError, HTTPException):
            return False
        return status == 200 and heading(text) == "Your answers are in."


def heading(text: str) -> str:
    found = re.search("<h1>(.*?)</h1>", text)
    return found[1] if found else ""


@contextmanager
def doorway(data: Path, gathering: UUID, port: int = 8700) -> Iterator[subprocess.Popen[str]]:
    """A process in which the door is open; its first line says at which port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.doorway", str(data), str(gathering), str(port)],
        cwd=store.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdin and process.stdout
        process.stdin.close()
        process.stdout.close()


if __name__ == "__main__":
    held = store.open_store(Path(sys.argv[1]))
    opened = Door.open(held, UUID(sys.argv[2]), int(sys.argv[3]))
    sys.stdout.write(f"{opened.port}\n")
    sys.stdout.flush()
    threading.Event().wait()
