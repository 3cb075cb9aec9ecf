"""A browser's tab without a browser: it speaks with a served house as Streamlit's own does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

#: After so many seconds without a word, whoever waits has been forgotten.
PATIENCE = 120
#: How a run ends that was not cut short by the next.
ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)


class Unheard(Exception):
    """A question whose answer did not come, or was no page."""


@dataclass
class Tab:
    """One tab of a browser: a page with its address, what was chosen on it, and what it shows."""

    house: str
    page: str
    query: str = ""
    session: str = ""
    shown: dict[tuple[int, ...], Element] = field(default_factory=dict)
    chosen: dict[str, WidgetState] = field(default_factory=dict)
    _hashes: dict[str, str] = field(default_factory=dict)
    _line: ClientConnection | None = None

    async def connect(self) -> None:
        """Call the house, or call it again as the session that this tab had before."""
        at = self.house.removeprefix("http://")
        known = [Subprotocol(self.session)] if self.session else []
        self._line = await connect(
            f"ws://{at}/_stcore/stream", origin=Origin(self.house), max_size=None,
            subprotocols=[Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN"), *known],
            ping_interval=None, open_timeout=PATIENCE,
        )  # fmt: skip

    @property
    def is_connected(self) -> bool:
        """Whether the line was not lost."""
        return self._line is not None

    def drop(self) -> None:
        """Lose the line as a laptop does that goes to sleep: nothing is said, nothing is closed."""
        if self._line:
            self._line.transport.abort()
        self._line = None

    async def close(self) -> None:
        """Leave as a tab does that is closed."""
        if self._line:
            await self._line.close()

    async def go(self, page: str, query: str = "") -> None:
        """Open another page at this address, and hear it out."""
        self.page, self.query = page, query
        await self.answer()

    async def answer(self, pressed: str = "", lose_after: int | None = None) -> None:
        """Ask for the page as it is chosen now, with a button pressed or none, and hear it out.

        With `lose_after`, the line is lost once more things than so many are drawn.
        Raises Unheard where nothing more comes, or where an error stands on the page.
        """
        try:
            await self._ask(pressed)
            await self._hear(lose_after)
        except TimeoutError:
            raise Unheard(f"{self._where()}: no answer in {PATIENCE} s") from None
        except ConnectionClosed as closed:
            raise Unheard(f"{self._where()}: the house hung up, {closed}") from None

    async def _ask(self, pressed: str) -> None:
        assert self._line
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = self.query
        state.page_name = self.page
        state.page_script_hash = self._hashes.get(self.page, "")
        state.widget_states.widgets.extend(self.chosen.values())
        if pressed:
            state.widget_states.widgets.add(id=pressed, trigger_value=True)
        await self._line.send(asked.SerializeToString())

    async def _hear(self, lose_after: int | None) -> None:
        """Hear a run from its beginning to its end, and not the end of one that was cut short."""
        assert self._line
        drawn, begun = dict[tuple[int, ...], Element](), set[str]()
        while True:
            told = await asyncio.wait_for(self._line.recv(decode=False), PATIENCE)
            message = ForwardMsg.FromString(told)
            run = message.metadata.run.script_run_id
            match message.WhichOneof("type"):
                case "new_session":
                    drawn = {}
                    begun.add(run)
                    self.session = message.new_session.initialize.session_id
                case "navigation":
                    pages = message.navigation.app_pages
                    self._hashes = {page.url_pathname: page.page_script_hash for page in pages}
                case "page_info_changed":
                    self.query = message.page_info_changed.query_string
                case "page_not_found":
                    raise Unheard(f"{self._where()}: no such page")
                case "delta" if message.delta.WhichOneof("type") == "new_element":
                    drawn[tuple(message.metadata.delta_path)] = message.delta.new_element
                    if lose_after is not None and len(drawn) > lose_after:
                        return self.drop()
                case "script_finished" if message.script_finished in ENDS:
                    if run in begun:
                        break
        self.shown = drawn
        self._adopt()
        if wrong := [*self.errors()]:
            raise Unheard(f"{self._where()}: {wrong[0]}")
        if not self.headings():
            raise Unheard(f"{self._where()}: an empty page")

    async def made(self, way: str) -> str:
        """Where the file lies that is made by this way, which a button to take it away has."""
        assert self._line
        asked = BackMsg()
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.request_id = way
        asked.backend_operation_request.deferred_file.file_id = way
        await self._line.send(asked.SerializeToString())
        while True:
            told = await asyncio.wait_for(self._line.recv(decode=False), PATIENCE)
            answer = ForwardMsg.FromString(told).backend_operation_response
            if answer.request_id == way:
                if answer.error_msg:
                    raise Unheard(f"{self._where()}: {answer.error_msg}")
                return f"{self.house}{answer.deferred_file.url}"

    def _where(self) -> str:
        return f"/{self.page}?{self.query}"

    def _adopt(self) -> None:
        """Where the page itself says what stands in a field, it is no longer what was chosen."""
        for element in self.shown.values():
            thing = getattr(element, element.WhichOneof("type") or "empty")
            if getattr(thing, "set_value", False):
                self.chosen.pop(thing.id, None)

    # --- what it shows --------------------------------------------------------------------------

    def things(self, kind: str) -> Iterator[Any]:
        """What of this kind stands on the page, from the top down."""
        for path in sorted(self.shown):
            if self.shown[path].WhichOneof("type") == kind:
                yield getattr(self.shown[path], kind)

    def errors(self) -> Iterator[str]:
        """What went wrong, as the page says it."""
        for exception in self.things("exception"):
            yield f"{exception.type} {exception.message}"
        for alert in self.things("alert"):
            if alert.format == alert.ERROR:
                yield alert.body

    def headings(self) -> list[str]:
        """The headings, with the title first."""
        return [heading.body for heading in self.things("heading")]

    def told(self) -> list[str]:
        """What the page says has been done."""
        return [alert.body for alert in self.things("alert") if alert.format == alert.SUCCESS]

    def labelled(self, kind: str, label: str) -> Any:
        """The field or the button of this label."""
        for thing in self.things(kind):
            if thing.label == label:
                return thing
        raise Unheard(f"{self._where()}: no {kind} “{label}”")

    def place(self) -> tuple[object, ...]:
        """Where somebody is: the page, its headings and question, and what its filters show."""
        shows = [(box.label, box.raw_value) for box in self.things("selectbox")]
        return self.page, self.query, self.headings(), shows

    # --- what is done on it ---------------------------------------------------------------------

    def choose(self, label: str, text: str) -> None:
        """Choose in a list, or type what is not in it."""
        one = self.labelled("selectbox", label).id
        self.chosen[one] = WidgetState(id=one, string_value=text)

    def write(self, label: str, text: str) -> None:
        """Write into a field of a few lines."""
        one = self.labelled("text_area", label).id
        self.chosen[one] = WidgetState(id=one, string_value=text)

    def count(self, label: str, number: float) -> None:
        """Write a number into its field."""
        one = self.labelled("number_input", label).id
        self.chosen[one] = WidgetState(id=one, double_value=number)

    def fill(self, cells: Mapping[int, Mapping[str, str]]) -> None:
        """Type into the cells of the one grid that can be typed into."""
        [one] = [grid.id for grid in self.things("dataframe") if grid.id]
        edited = {"edited_rows": cells, "added_rows": [], "deleted_rows": []}
        self.chosen[one] = WidgetState(id=one, string_value=json.dumps(edited))

    async def press(self, label: str, lose_after: int | None = None) -> None:
        """Press a button, and hear what comes of it."""
        await self.answer(self.labelled("button", label).id, lose_after)
