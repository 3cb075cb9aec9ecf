"""Who is at the other end: the person at the machine, or whoever signed in or has a link."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit import config, runtime
from streamlit.auth_util import get_redirect_uri, get_secrets_auth_section
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.session_manager import ClientContext
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from mirror import grants, links
from mirror.access import AT_THE_MACHINE, NOBODY, Visitor
from mirror.store import Refused

#: What settings of the sign-in are called in the environment, and those without which it is none.
PREFIX = "MIRROR_AUTH_"
NEEDED = ("client_id", "client_secret", "server_metadata_url", "redirect_uri")
#: The names that this machine has for itself.
LOOPBACK = ("localhost", "127.0.0.1", "::1")
#: By which of these headers a request says that somebody passed it on.
PASSED_ON = ("forwarded", "x-forwarded", "x-real-ip", "via")


@cache
def sign_in() -> dict[str, str]:
    """The settings of the sign-in that the environment has; none where it has none.

    Raises Refused where some are there and others are missing.
    """
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in os.environ.items() if name.startswith(PREFIX)
    }  # fmt: skip
    missing = [name for name in NEEDED if not given.get(name)]
    if given and missing:
        raise Refused(
            f"The sign-in is not complete: {PREFIX}{missing[0].upper()} is missing. "
            "Set it, or take the others away."
        )
    # Kept with the house, so that whoever is signed in stays so when it is opened again.
    return {"cookie_secret": links.keyed("sign-in")} | given if given else {}


@cache
def is_by_sign_in() -> bool:
    """Whether people sign in to this house, as the environment or Streamlit's secrets have it."""
    return bool(sign_in() or get_secrets_auth_section())


def address() -> str:
    """Where this house is found from elsewhere; at home, where this browser found it."""
    found = get_redirect_uri(get_secrets_auth_section()) or st.context.url or ""
    at = urlsplit(found)
    return f"{at.scheme}://{at.netloc}"


def is_at_home() -> bool:
    """Whether the house is served to the machine that it stands on, and to no network."""
    return config.get_option("server.address") in LOOPBACK


def visitor() -> Callable[[], Visitor]:
    """A way to ask for whoever is at the other end of this session; nobody where there is none."""
    if not runtime.exists():
        return lambda: AT_THE_MACHINE
    context = get_script_run_ctx(suppress_warning=True)
    came = None if context is None else _came(context.session_id)
    if context is None or came is None:
        return lambda: NOBODY
    if is_by_sign_in():
        user, cookies = dict(context.user_info), came.cookies
        return lambda: known(user, cookies)
    is_here = is_from_the_machine(came.headers, came.remote_ip)
    return lambda: AT_THE_MACHINE if is_here else NOBODY


def known(user: Mapping[str, Any], cookies: Mapping[str, str]) -> Visitor:
    """Whoever signed in or has a link, with what was granted to them and to anyone."""
    who, granted = "", grants.of(grants.ANYONE)
    link = links.opened(cookies.get(links.COOKIE, ""))
    if link is not None:
        who, granted = f"link {link.id}", granted | {("look", link.place)}
    if address := _address(user):
        who, granted = address, granted | grants.of(address)
    return Visitor(who, granted)


def known_by(cookies: Mapping[str, str]) -> Visitor:
    """Whoever a browser's cookies say, as far as this house signed them."""
    signed = _get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)
    return known(json.loads(signed) if signed else {}, cookies)


def is_from_the_machine(headers: Iterable[tuple[str, str]], peer: str | None) -> bool:
    """Whether a request comes from this machine itself, under one of its own names.

    A page from elsewhere whose name leads here has another name, or says where it is from; a
    request that was passed on says so, or comes from another address.
    """
    said = [(name.lower(), value) for name, value in headers]
    if peer not in LOOPBACK or any(name.startswith(PASSED_ON) for name, _ in said):
        return False
    hosts = [f"//{value}" for name, value in said if name == "host"]
    origins = [value for name, value in said if name == "origin"]
    return len(hosts) == 1 and all(_name(address) in LOOPBACK for address in (*hosts, *origins))


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _address(user: Mapping[str, Any]) -> str:
    """The e-mail address that somebody signed in with, where the provider does not doubt it."""
    address = user.get("email")
    is_verified = str(user.get("email_verified", True)).lower() == "true"
    if not user.get("is_logged_in") or not isinstance(address, str) or not is_verified:
        return ""
    return address.strip().casefold()


def is_doubted() -> bool:
    """Whether somebody signed in whose address nobody vouches for, so that it opens nothing."""
    return bool(st.user.get("is_logged_in")) and not _address(st.user)


def _came(session: str) -> ClientContext | None:
    """How the browser of a session came: as it last did, also while its connection is lost."""
    client = runtime.get_instance().get_client(session)
    if client is not None:
        st.session_state["came"] = client.client_context
    came: ClientContext | None = st.session_state.get("came")
    return came
