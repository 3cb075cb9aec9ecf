"""A tab that lost its house and came back hears all that is said to it from then on.

Streamlit sends in rounds, and writes to the lines that it knew when a round began. What is said to
a tab that comes back within one would go to the line that it lost, and the tab wait for ever.
"""

from __future__ import annotations

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.session_manager import ActiveSessionInfo

_send = Runtime._send_message


def hears_all() -> None:
    """From now on each message goes to the line that its session has in that moment."""
    Runtime._send_message = _to_the_line_of_now  # type: ignore[method-assign]


def _to_the_line_of_now(self: Runtime, session_info: ActiveSessionInfo, msg: ForwardMsg) -> None:
    now = self._session_mgr.get_active_session_info(session_info.session.id)
    _send(self, now or session_info, msg)
