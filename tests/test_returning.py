"""A tab that lost its house and came back: what is said to it is sent to where it is now."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import (
    ClientContext,
    SessionClient,
    SessionClientDisconnectedError,
)

from mirror import returning, store

SIGN = BackMsg(app_heartbeat=True)


class Line(SessionClient):
    """A tab's line: what was written to it, and what happens once something is."""

    def __init__(self) -> None:
        self.written = list[ForwardMsg]()
        self.is_lost = False
        self.then: Callable[[], None] = lambda: None

    @property
    def client_context(self) -> ClientContext:
        raise NotImplementedError

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        self.written.append(msg)
        if self.is_lost:
            raise SessionClientDisconnectedError
        asyncio.get_running_loop().call_soon(self.then)


async def returned_within_a_round() -> tuple[Line, Line]:
    """The lost line and the new one of a tab that comes back while another is being sent to."""
    script = str(store.ROOT / "mirror" / "frame.py")
    house = Runtime(
        RuntimeConfig(script, MemoryMediaFileStorage("/m"), MemoryUploadedFileManager("/u"))
    )
    await house.start()
    another, lost, new = Line(), Line(), Line()
    first = house.connect_session(another, {})
    second = house.connect_session(lost, {})

    def come_back() -> None:
        lost.is_lost = True
        assert house.connect_session(new, {}, existing_session_id=second) == second
        house.handle_backmsg(second, SIGN, client=new)

    another.then = come_back
    house.handle_backmsg(first, SIGN, client=another)
    async with asyncio.timeout(20):
        while not (lost.written or new.written):
            await asyncio.sleep(0.01)
    house.stop()
    await house.stopped
    return lost, new


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit as it is, and nothing of it left behind."""
    monkeypatch.setattr(Runtime, "_instance", None)
    monkeypatch.setattr(Runtime, "_send_message", returning._send)


def test_a_tab_that_comes_back_within_a_round_of_sending_hears_what_is_said() -> None:
    returning.hears_all()
    lost, new = asyncio.run(returned_within_a_round())
    assert [message.heartbeat_ack for message in new.written] == [True]
    assert not lost.written


def test_streamlit_alone_still_sends_it_to_the_line_that_was_lost() -> None:
    """Once this fails, Streamlit has mended it, and mirror/returning.py can go."""
    lost, new = asyncio.run(returned_within_a_round())
    assert lost.written and not new.written


def test_the_house_is_served_with_it(tmp_path: Path) -> None:
    asked = "import app; print(app.returning.Runtime._send_message.__module__)"
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=store.ROOT, check=True, capture_output=True, text=True,
        env={**os.environ, "MIRROR_DATA": str(tmp_path / "mirror.duckdb")},
    )  # fmt: skip
    assert told.stdout.split() == ["mirror.returning"]
