"""Guard: what every request passes before anything reads it, and the headers that every answer leaves with."""

from __future__ import annotations

import hmac
import time
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.serve.opening import Access
from tocsin.serve.refusals import Refused, of_error, refused
from tocsin.serve.sessions import Session, Sessions

COOKIE = "tocsin-session"
CSRF_HEADER = "x-tocsin-csrf"
MOST_BYTES = 100_000_000
MOST_JSON_BYTES = 4_000_000
UPLOADS = ("/api/add/files",)
LONGEST_BODY_SECONDS = 120.0
WRITING = ("POST", "PUT", "DELETE", "PATCH")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses what comes under a name that is not the server's (DNS rebinding), from another site, without the word
    against forged requests, or too large; and finds the session."""

    def __init__(self, app: ASGIApp, access: Access, sessions: Sessions) -> None:
        self._app = app
        self._access = access
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        outward = _with_headers(send)
        try:
            self._check_host(headers)
            session = self._sessions.find(_cookie(headers))
            scope.setdefault("state", {})["session"] = session
            self._check_site(scope, headers)
            self._check_forgery(scope, headers, session)
            limited = _limited(scope, headers, receive)
        except Refused as error:
            await of_error(error)(scope, receive, outward)
            return
        try:
            await self._app(scope, limited, outward)
        except Refused as error:  # the body grew beyond its limit while it was read
            await of_error(error)(scope, receive, outward)

    def _check_host(self, headers: Headers) -> None:
        name = _host_name(headers.get("host", ""))
        if name not in self._access.hosts:
            raise refused(
                403,
                "bad-host",
                "this server does not go by that name",
                value=name[:100],
                place="Host",
                remedy="open the address that `tocsin serve` printed, or allow the name with --allow-host",
            )

    def _check_site(self, scope: Scope, headers: Headers) -> None:
        """Nothing of the API for pages of other sites, whatever they ask."""
        site = headers.get("sec-fetch-site", "same-origin")
        if scope["path"].startswith("/api") and site not in ("same-origin", "none"):
            raise refused(403, "csrf", "the request comes from another site", value=site, place="Sec-Fetch-Site")

    def _check_forgery(self, scope: Scope, headers: Headers, session: Session | None) -> None:
        if scope["method"] not in WRITING or not scope["path"].startswith("/api"):
            return
        origin = headers.get("origin")
        if origin and urlsplit(origin).netloc != headers.get("host"):
            raise refused(403, "csrf", "the request comes from another site", value=origin[:100], place="Origin")
        word = headers.get(CSRF_HEADER, "")
        if session is None or not hmac.compare_digest(word.encode(), session.csrf.encode()):
            remedy = "GET /api/session, keep its cookie, and send its csrf in X-Tocsin-CSRF"
            raise refused(
                403, "csrf", "the word against forged requests is missing", place=CSRF_HEADER, remedy=remedy
            )


def _limited(scope: Scope, headers: Headers, receive: Receive) -> Receive:
    """The body, up to its limits of size and time. Raises Refused at once where it says itself that it is larger."""
    most = MOST_BYTES if scope["path"] in UPLOADS else MOST_JSON_BYTES
    told = headers.get("content-length", "0")
    if not told.isdigit() or int(told) > most:
        raise _too_large(most)
    began, taken = time.monotonic(), 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > most:
                raise _too_large(most)
            if message.get("more_body") and time.monotonic() - began > LONGEST_BODY_SECONDS:
                raise refused(408, "too-slow", "the request took too long to arrive", remedy="send less at once")
        return message

    return limited


def _too_large(most: int) -> Refused:
    return refused(
        413, "too-large", "the request is too large", value=f"more than {most:,} bytes", remedy="send less at once"
    )


def _with_headers(send: Send) -> Send:
    async def outward(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-cache")
        await send(message)

    return outward


def _host_name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host.partition("]")[0].removeprefix("[").lower()
    return host.rpartition(":")[0].lower() if ":" in host else host.lower()


def _cookie(headers: Headers) -> str | None:
    try:
        jar = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return None
    return jar[COOKIE].value if COOKIE in jar else None
