"""What somebody is told where something goes wrong: what to do, and under which reference it is."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime.backend_operation_handler import DeferredFileHandler

from mirror import about, leaf, log, store, words
from mirror.store import Refused


def on_a_page(fault: Exception) -> bool:
    """Whether a page said what to do about a fault of its own or of a click on it: it always did.

    A refusal is its own sentence.
    """
    if isinstance(fault, Refused):
        refused(fault)
        return True
    reference = log.fault(store.data_path(), fault, _here())
    st.error(
        "**Something went wrong here.** It is not your doing. What was saved stays saved; what "
        "you did last may not be. Load the page again and look.\n\n"
        "If it comes again, tell whoever looks after this Place Mirror, and give them this "
        f"reference: **{reference}**"
    )
    if contact := os.environ.get(about.CONTACT):
        st.text(f"Whom to tell: {contact}")
    return True


def refused(refusal: Refused) -> None:
    """Say why something cannot be done, in the sentence that it brings."""
    log.refused(store.data_path(), refusal, _here())
    st.error(words.literal(str(refusal)))


def _here() -> str:
    return f"on the page {urlsplit(st.context.url or '').path or '/'}"


def on_the_way(request: Request, fault: Exception) -> Response:
    """The page for whoever met a fault outside every page; what follows its way is not told."""
    first = "/" + request.url.path.split("/")[1]
    reference = log.fault(store.data_path(), fault, f"on the way {first}")
    return leaf.word(500, f"Something went wrong. Try again in a minute. Reference: {reference}")


def told_by_us() -> None:
    """Nothing: from now on what others tell of a fault, they tell as we do.

    A file that cannot be made when it is taken says so below its button, for which Streamlit has
    words of its own and no place to put others. And what is told on stderr, which a host keeps
    too, quotes nobody, whoever tells it.
    """
    DeferredFileHandler.handle = _made_when_taken  # type: ignore[method-assign]
    logging.setLogRecordFactory(_without_words)
    threading.excepthook = _in_a_thread


def _without_words(*args: Any, **more: Any) -> logging.LogRecord:
    """A record that is told of a fault with its way, and not with what it says."""
    record = logging.LogRecord(*args, **more)
    if record.exc_info and (fault := record.exc_info[1]) is not None:
        # Its first line says what failed; asyncio quotes the fault below it.
        told = [record.getMessage().partition("\n")[0], *log.came_through(fault)]
        record.msg, record.args, record.exc_info = "%s", ("\n  ".join(told),), None
    return record


def _in_a_thread(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        log.fault(store.data_path(), ended.exc_value, "in a thread")


async def _made_when_taken(
    self: DeferredFileHandler, request: BackendOperationRequest, session_id: str
) -> BackendOperationResponse:
    make, file = self._get_media_file_mgr().execute_deferred, request.deferred_file.file_id
    try:
        url = await asyncio.to_thread(make, file)
    except Exception as fault:
        if isinstance(fault, Refused):
            log.refused(store.data_path(), fault, "in a file to take away")
            told = str(fault)
        else:
            reference = log.fault(store.data_path(), fault, "in a file to take away")
            told = f"The file could not be made. Try again. Reference: {reference}"
        return BackendOperationResponse(request_id=request.request_id, error_msg=told)
    return BackendOperationResponse(
        request_id=request.request_id, deferred_file=DeferredFileResponsePayload(url=url)
    )
