"""What is looked at before any page is served: how often somebody comes, and by which way."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mirror import leaf, links, store, visit
from mirror.allowance import Allowance

#: The ways of Streamlit that serve no page of ours, and those that hold what somebody saw or sent.
SHUT = ("/_stcore/agent", "/_stcore/metrics", "/_stcore/script-health-check")
HELD = ("/media/", "/_stcore/upload_file/")
HEALTH, SIGN_IN, SIGNED_IN = "/_stcore/health", "/auth/login", "/oauth2callback"
#: The cookie that says where somebody was when they signed in, and for how many seconds.
BACK, PATIENCE = "back-to", 10 * 60
#: How often a minute one address may ask for anything, open a page, sign in or come in by a link.
#: A whole council may share one address.
ASKS, PAGES, SIGN_INS, COMINGS = 6_000, 300, 30, 30

NO_LINK = "This link no longer opens anything. Ask whoever sent it for a new one."
TOO_OFTEN = "That was too often. Wait a minute, then try it again."
NOT_FROM_HERE = (
    "This Place Mirror is open to the person at its own machine alone. To open it to others, "
    "set up a sign-in."
)
NOTHING = "There is nothing here."


class Gate:
    """Lets a request through to the house, or answers it in one sentence."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._asks, self._pages = Allowance(ASKS), Allowance(PAGES)
        self._ways = {SIGN_IN: Allowance(SIGN_INS), "/come-in/": Allowance(COMINGS)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve what may be served, and lead back whoever has signed in."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        refusal = await self._refusal(asked)
        if refusal is None:
            await self._app(scope, receive, _leading_back(asked, send))
        elif scope["type"] == "http":
            await refusal(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _refusal(self, asked: HTTPConnection) -> Response | None:
        """What is said in the place of an answer, where there is to be none."""
        path, peer = str(asked.scope["path"]), asked.client.host if asked.client else ""
        if path == HEALTH:
            return None
        if visit.is_by_sign_in():
            if self._is_too_often(asked.scope["type"], path, peer):
                return leaf.word(429, TOO_OFTEN)
        elif not visit.is_from_the_machine(asked.headers.items(), peer):
            return leaf.word(403, NOT_FROM_HERE)
        if any(way in path for way in SHUT):
            return leaf.word(404, NOTHING)
        if any(way in path for way in HELD) and not await run_in_threadpool(_may_reach, asked):
            return leaf.word(404, NOTHING)
        return None

    def _is_too_often(self, kind: str, path: str, peer: str) -> bool:
        counted = [allowance for way, allowance in self._ways.items() if path.startswith(way)]
        counted += [self._asks, *([self._pages] if kind == "websocket" else [])]
        if any(allowance.is_spent(peer) for allowance in counted):
            return True
        for allowance in counted:
            allowance.spend(peer)
        return False


def _may_reach(asked: HTTPConnection) -> bool:
    """Whether somebody may fetch what was made for them, or send a file to be brought in."""
    if not visit.is_by_sign_in():
        return True
    visitor = visit.known_by(asked.cookies)
    is_upload = HELD[1] in str(asked.scope["path"])
    return visitor.does("facilitate") if is_upload else bool(visitor.grants)


def _leading_back(asked: HTTPConnection, send: Send) -> Send:
    """Remembers where somebody signs in from, and sends them there once they are signed in."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if asked.scope["path"] == SIGN_IN and (way := _way_from(asked.headers)):
                _set(headers, asked, way)
            if asked.scope["path"] == SIGNED_IN and BACK in asked.cookies:
                if headers.get("location") == "/" and (way := _way(asked.cookies[BACK])):
                    headers["location"] = way
                _set(headers, asked, "")
            if _is_secure(asked):
                message["headers"] = [_over_tls_alone(*header) for header in message["headers"]]
        await send(message)

    return sent


def _set(headers: MutableHeaders, asked: HTTPConnection, way: str) -> None:
    cookie = Response()
    cookie.set_cookie(
        BACK, way, max_age=PATIENCE if way else 0, httponly=True, samesite="lax",
        secure=_is_secure(asked), path=SIGNED_IN,
    )  # fmt: skip
    headers.append("set-cookie", cookie.headers["set-cookie"])


def _over_tls_alone(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header as it is; a cookie of Streamlit’s so that no browser sends it in the open."""
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if is_open else value


def _way_from(headers: Headers) -> str:
    """The page of ours that a request comes from, as a way within the house."""
    came = urlsplit(headers.get("referer", ""))
    if not came.netloc or came.netloc != headers.get("host"):
        return ""
    way = quote(came.path, safe="/%-._~") + (f"?{came.query}" if came.query else "")
    return _way(quote(way, safe="/%-._~?=&+:,"))


def _way(said: str) -> str:
    """A way that leads to a page of ours and nowhere else; empty where it does not."""
    is_ours = said.startswith("/") and said.isascii() and said.isprintable()
    is_page = not said.startswith(("//", "/_", SIGNED_IN, "/auth/", "/come-in/", "/leave"))
    return said if is_ours and is_page and "\\" not in said and ";" not in said else ""


def _is_secure(asked: HTTPConnection) -> bool:
    passed_on = asked.headers.get("x-forwarded-proto", "").split(",")[0].strip()
    return "https" in (asked.url.scheme, passed_on)


def come_in(request: Request) -> Response:
    """The way into the house for a link that opens something; the link itself stays behind."""
    token = request.path_params["token"]
    link = links.opened(token)
    if link is None:
        return leaf.word(404, NO_LINK)
    answer = RedirectResponse("/", 303, leaf.HEADERS)
    lasts = int((link.expires_at - store.now()).total_seconds())
    answer.set_cookie(
        links.COOKIE, token, max_age=lasts, httponly=True, samesite="lax",
        secure=_is_secure(request),
    )  # fmt: skip
    return answer


def leave(request: Request) -> Response:
    """The way out for whoever came in by a link: this browser forgets it."""
    answer = RedirectResponse("/", 303, leaf.HEADERS)
    answer.delete_cookie(links.COOKIE, httponly=True, samesite="lax", secure=_is_secure(request))
    return answer


ROUTES = [Route("/come-in/{token}", come_in), Route("/leave", leave)]
