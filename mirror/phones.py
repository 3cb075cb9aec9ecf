"""What a phone gets in a round of scores: the form, a word that its answers are in, nothing else.

One gathering only. Whoever has its short code, or has had one of it before, is let in; everything
else is refused in a sentence.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from mirror import leaf, log, record, rounds, store
from mirror.allowance import Allowance
from mirror.leaf import word
from mirror.lens import Words
from mirror.rounds import Closed, NotIn, Round, Subject, WrongCode
from mirror.store import Refused

#: The cookie that holds a phone's key, and for how many seconds: a day's workshop.
COOKIE, DAY = "phone", 12 * 60 * 60
#: The most bytes of an answer, and the seconds it may take to arrive.
BODY, PATIENCE = 8 * 1024, 10
#: How many wrong codes a minute from one address and from all; how many answers from one phone.
WRONG_EACH, WRONG_ALL, ANSWERS = 10, 60, 30

ASKED = {
    "behaviour": "How strongly do you see each of these?",
    "block": "How far along is each of these?",
    "relationship": "How do the two work together?",
}


class Phones:
    """The app behind the door of one gathering; `hosts` are the names it answers to."""

    def __init__(self, held: store.Store, gathering: UUID, hosts: Collection[str]) -> None:
        self._held, self._gathering, self._hosts = held, gathering, hosts
        self._wrong = Allowance(WRONG_EACH, WRONG_ALL)
        self._answers = Allowance(ANSWERS)
        self._app = Starlette(
            routes=[
                Route("/", self.ask),
                Route("/next", self.go_on),
                Route("/now", self.now),
                Route("/{code}", self.form),
                Route("/{code}", self.answer, methods=["POST"]),
            ],
            middleware=[Middleware(GZipMiddleware)],
            exception_handlers={HTTPException: _lost, Exception: self._fault},
        )
        self._app.router.redirect_slashes = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that is meant for us, and no other."""
        if scope["type"] != "http":
            return
        app = self._app if self._is_for_us(Request(scope)) else word(404, "There is nothing here.")
        await app(scope, receive, send)

    def _is_for_us(self, request: Request) -> bool:
        """Whether a request names the door by its own address, and a form is one of ours.

        A name is no address: by one, a page from elsewhere could have a phone read ours to it.
        """
        here = request.scope["server"] or ("", 0)
        names = {*self._hosts, "localhost", "127.0.0.1", here[0]}
        host = request.headers.get("host", "")
        origin = request.headers.get("origin", f"http://{host}")
        if request.method == "POST" and origin != f"http://{host}":
            return False
        return request.method in ("GET", "POST") and host in {f"{name}:{here[1]}" for name in names}

    # --- what there is ---------------------------------------------------------------------------

    def ask(self, request: Request) -> Response:
        """The page that asks for the short code, or the way to the form that it opens."""
        code = rounds.tidy(request.query_params.get("code", ""))
        if not code:
            return _code_page()
        if not _is_code(code):
            return _code_page(404, "A short code has 6 letters and figures. Type it again.")
        return _to(f"/{code}")

    def form(self, request: Request) -> Response:
        """The form of the round that a code opens, for a phone that is let in by it."""
        key, code = request.cookies.get(COOKIE), rounds.tidy(request.path_params["code"])
        known = rounds.is_in(self._held, self._gathering, key)
        who = request.client.host if request.client else ""
        if not _is_code(code):
            return word(404, "There is nothing here.")
        if not known and self._wrong.is_spent(who):
            return word(429, "Too many codes were wrong. Wait a minute, then type it again.")
        try:
            asked, key = rounds.join(self._held, self._gathering, code, key)
        except WrongCode as refusal:
            if known:
                return _to("/next")
            self._wrong.spend(who)
            return _code_page(404, str(refusal))
        except Refused as refusal:
            return word(403, str(refusal))
        page = self._form_page(asked, key)
        page.set_cookie(COOKIE, key, max_age=DAY, httponly=True, samesite="lax")
        return page

    async def answer(self, request: Request) -> Response:
        """What became of the answers that a phone sent."""
        try:
            async with asyncio.timeout(PATIENCE):
                body = await _body(request)
        except TimeoutError:
            return word(408, "Your answers did not arrive. Go back and send them again.")
        if body is None:
            return word(413, "That is more than this form holds, so nothing was taken in.")
        return await run_in_threadpool(self._take, request, body)

    def _take(self, request: Request, body: bytes) -> Response:
        key = request.cookies.get(COOKIE) or ""
        if not rounds.is_in(self._held, self._gathering, key):
            told = "Nothing was taken in, since this phone is not in yet. It must allow cookies."
            return _code_page(403, told)
        if self._answers.is_spent(key):
            return word(429, "Nothing was taken in: that was too often. Wait a minute.")
        self._answers.spend(key)
        asked = rounds.current(self._held, self._gathering)
        if asked is None or asked.code != rounds.tidy(request.path_params["code"]):
            return self._too_late()
        sent = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        answers: dict[str, float] = {}
        try:
            answers = _numbers(sent)
            rounds.cast(
                self._held, record.new_id(), asked, key, answers,
                sector=sent.get("sector") or None, said_for=sent.get("said_for") or None,
            )  # fmt: skip
        except Closed:
            return self._too_late()
        except NotIn as refusal:
            return _code_page(403, str(refusal))
        except Refused as refusal:
            return self._form_page(asked, key, 400, str(refusal), sent | {"answers": answers})
        return self._in_page(asked, key)

    def _too_late(self) -> Response:
        told = "This round is closed, so these answers were not taken in."
        return _page("door_word", 410, title="Too late", told=told, now=self._open_code())

    def go_on(self, request: Request) -> Response:
        """What is asked now of a phone that is in."""
        key = request.cookies.get(COOKIE) or ""
        if not rounds.is_in(self._held, self._gathering, key):
            return _to("/")
        asked = rounds.current(self._held, self._gathering)
        if asked is None:
            return _page("door_word", title="Nothing is asked now.", now="")
        sent = rounds.sent(self._held, asked, key)
        return self._in_page(asked, key) if sent and sent.answers else _to(f"/{asked.code}")

    def now(self, request: Request) -> Response:
        """The code of what is asked now, empty if nothing is: for a phone that is in."""
        if not rounds.is_in(self._held, self._gathering, request.cookies.get(COOKIE)):
            return word(404, "There is nothing here.")
        return Response(self._open_code(), media_type="text/plain", headers=leaf.HEADERS)

    def _fault(self, request: Request, exception: Exception) -> Response:
        """What a phone is told of a fault. Its way may be a short code, which the log has not."""
        reference = log.fault(self._held.path, exception, "on a phone")
        return word(
            500,
            "Something went wrong, so your answers may not be in. Go back and send them again: "
            "only the last ones count. If it comes again, tell whoever holds the workshop. "
            f"Reference: {reference}",
        )

    # --- its pages -------------------------------------------------------------------------------

    def _open_code(self) -> str:
        asked = rounds.current(self._held, self._gathering)
        return (asked and asked.code) or ""

    def _form_page(
        self, asked: Round, key: str, status: int = 200, told: str = "",
        typed: Mapping[str, Any] | None = None,
    ) -> Response:  # fmt: skip
        place, words = self._place(asked)
        sent = rounds.sent(self._held, asked, key)
        chosen = typed or {
            "answers": sent.answers if sent else {},
            "said_for": sent.said_for if sent else None,
            "sector": rounds.sector_of(self._held, self._gathering, key),
        }
        sides = [(side, side) for side in (asked.party, asked.other_party) if side]
        where = [
            place,
            *(label for code, label in self._words("part", words) if code == asked.part),
            *([f"{asked.party} and {asked.other_party}"] if sides else []),
        ]
        return _page(
            "door_form", status, title=ASKED[asked.about], told=told, code=asked.code,
            where=" · ".join(where), second=asked.turn == 2,
            first=rounds.before(self._held, asked, key),
            subjects=rounds.subjects(self._held, asked.about, words),
            sides=[("", "Neither, or rather not say"), *sides] if sides else [],
            sectors=self._words("sector", words), answers=chosen["answers"],
            said_for=chosen.get("said_for") or "", sector=chosen.get("sector") or "",
        )  # fmt: skip

    def _in_page(self, asked: Round, key: str) -> Response:
        sent = rounds.sent(self._held, asked, key)
        answers = sent.answers if sent else {}
        _, words = self._place(asked)
        sector = rounds.sector_of(self._held, self._gathering, key)
        return _page(
            "door_in", title="Your answers are in." if answers else "Your answers are taken back.",
            now=asked.code, answers=answers,
            subjects=rounds.subjects(self._held, asked.about, words),
            said_for=sent.said_for if sent else None,
            sector=dict(self._words("sector", words)).get(sector or ""),
        )  # fmt: skip

    def _place(self, asked: Round) -> tuple[str, Words]:
        """What the place is called, and the words that it has chosen."""
        places = self._held.ask(store.sql("places")).set_index("code")
        return places.title[asked.place], places.words[asked.place]

    def _words(self, vocabulary: str, words: str) -> list[tuple[str, str]]:
        found = self._held.ask(store.sql(f"{vocabulary}_words"), {"words": words})
        return list(zip(found.code, found.label, strict=True))


def _is_code(code: str) -> bool:
    """Whether it may be a short code at all: what browsers fetch by themselves is none."""
    return re.fullmatch(rf"[A-Z0-9]{{{rounds.CODE}}}", code) is not None


def _numbers(sent: Mapping[str, str]) -> dict[str, float]:
    """What was chosen for each subject, as numbers."""
    chosen = {name[2:]: value for name, value in sent.items() if name.startswith("s.") and value}
    if not all(re.fullmatch(r"\d{1,2}", value, re.ASCII) for value in chosen.values()):
        raise Refused("An answer is not one of the steps, so choose again.")
    return {subject: float(value) for subject, value in chosen.items()}


def _step(subject: Subject, number: float) -> str:
    """A step as its form has it, such as “3 Mostly helping”."""
    words = subject.anchors.get(int(number), "") if len(subject.anchors) != 2 else ""
    return f"{number:g} {words}".strip()


async def _body(request: Request) -> bytes | None:
    """What was sent, or nothing where it is too long."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY:
            return None
    return body


def _page(name: str, status: int = 200, **values: Any) -> Response:
    return leaf.page(name, status, **{"step": _step} | values)


def _code_page(status: int = 200, told: str = "") -> Response:
    return _page("door_code", status, title="What is the code?", told=told)


def _to(path: str) -> Response:
    return RedirectResponse(path, 303, leaf.HEADERS)


def _lost(request: Request, exception: Exception) -> Response:
    return word(404, "There is nothing here.")
