"""Who is there: sessions, users, reveals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Path as InPath
from fastapi import Request
from starlette.responses import Response

from tocsin.serve.answers import answer
from tocsin.serve.guard import COOKIE
from tocsin.serve.refusals import refused
from tocsin.serve.routes.endpoint import Endpoint
from tocsin.serve.sessions import LONGEST_REVEAL, Session
from tocsin.serve.users import Role, Users
from tocsin.serve.views import Owner, Revealer, hub_of, session_of

UserName = Annotated[str, InPath(max_length=64)]


@dataclass
class SignIn:
    """Name and password, or the token that the server printed."""

    user: str = ""
    password: str = ""
    token: str = ""


@dataclass
class UserChange:
    """A role, and a password where it is new or changed."""

    role: Role
    password: str = ""


@dataclass
class RevealWish:
    """Why names of private persons must be seen, and for how many minutes."""

    reason: str
    minutes: int = 15


def session(request: Request) -> Response:
    """Who is signed in, with the word against forged requests that every change must carry."""
    hub, found = hub_of(request), session_of(request)
    fresh = found or hub.sessions.begin()
    return _told(request, fresh, new=found is None)


def sign_in(request: Request, wish: SignIn) -> Response:
    """Sign in with a password or a token."""
    hub = hub_of(request)
    made = hub.sessions.sign_in(session_of(request), wish.user[:64], wish.password[:1000], wish.token[:200])
    return _told(request, made, new=True)


def sign_out(request: Request) -> Response:
    """Sign out."""
    found = session_of(request)
    if found is not None:
        hub_of(request).sessions.end(found)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE)
    return response


def users(request: Request, who: Owner) -> Response:
    """Everybody who may sign in to this case."""
    rows = [_row(user.name, user.role, user.added_at) for user in _users(request).all()]
    return answer(request, {"items": rows, "total": len(rows), "next": None})


def put_user(request: Request, who: Owner, name: UserName, wish: UserChange) -> Response:
    """Add a user, or change role or password."""
    hub = hub_of(request)
    made = _users(request).put(name, wish.role, wish.password[:1000], hub.opening.now().isoformat())
    return answer(request, _row(made.name, made.role, made.added_at))


def remove_user(request: Request, who: Owner, name: UserName) -> Response:
    """Take a user away."""
    if not _users(request).remove(name):
        raise refused(404, "not-found", "no such user", value=name, place="user", remedy="see /api/users")
    return Response(status_code=204)


def open_reveal(request: Request, who: Revealer, wish: RevealWish) -> Response:
    """Let this session see the names of private persons for a while. It is logged, with the reason."""
    hub, found = hub_of(request), session_of(request)
    assert found is not None
    if not wish.reason.strip():
        raise refused(
            422, "invalid", "a reveal needs a reason", place="reason", remedy="say why the names are needed"
        )
    if not 1 <= wish.minutes <= LONGEST_REVEAL:
        raise refused(422, "invalid", "not a length", value=str(wish.minutes), place="minutes", remedy="1 to 60")
    with hub.noting() as store:
        detail = f"names of private persons shown for {wish.minutes} minutes: {wish.reason.strip()[:500]}"
        store.record("reveal", "desk", detail, hub.stamp(who))
    hub.sessions.open_reveal(found, wish.minutes)
    return _told(request, found, new=False)


def close_reveal(request: Request, who: Revealer) -> Response:
    """Mask names again."""
    found = session_of(request)
    assert found is not None
    found.reveal_until = None
    return _told(request, found, new=False)


def _told(request: Request, found: Session, *, new: bool) -> Response:
    hub = hub_of(request)
    response = answer(request, hub.sessions.row(found))
    if new:
        secure = hub.access.secure
        response.set_cookie(COOKIE, found.key, httponly=True, samesite="strict", path="/", secure=secure)
    return response


def _users(request: Request) -> Users:
    found = hub_of(request).sessions.users
    if found is None:
        remedy = "start the server with: tocsin serve CASE --users"
        raise refused(404, "not-found", "this server has no users: whoever reaches it is let in", remedy=remedy)
    return found


def _row(name: str, role: Role, added_at: str) -> dict[str, str]:
    return {"name": name, "role": role, "added_at": added_at}


ENDPOINTS = (
    Endpoint("GET", "/api/session", session),
    Endpoint("POST", "/api/session", sign_in, errors=(401, 429)),
    Endpoint("DELETE", "/api/session", sign_out, status=204),
    Endpoint("GET", "/api/users", users, errors=(404,)),
    Endpoint("PUT", "/api/users/{name}", put_user, errors=(404,)),
    Endpoint("DELETE", "/api/users/{name}", remove_user, status=204, errors=(404,)),
    Endpoint("POST", "/api/reveal", open_reveal),
    Endpoint("DELETE", "/api/reveal", close_reveal),
)
