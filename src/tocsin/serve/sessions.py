"""Sessions: who is there, what they may do, and whether they may see the names of private persons just now."""

from __future__ import annotations

import hmac
import secrets
import threading
from collections import defaultdict, deque
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from tocsin.serve.opening import Access, Opening
from tocsin.serve.refusals import refused
from tocsin.serve.users import ROLES, Role, Users

Right = Literal["read", "decide", "add", "reveal", "users"]
RIGHTS: dict[Right, Role] = {"read": "read", "decide": "review", "add": "review", "reveal": "review", "users": "own"}
IDLE = timedelta(hours=12)
LONGEST_REVEAL = 60
FAILURES, FAILURE_WINDOW = 10, timedelta(minutes=5)
MOST_SESSIONS = 500


@dataclass
class Session:
    """Somebody at a page. `user` is "" before signing in; `reveal_until` says how long names may be seen."""

    key: str
    csrf: str
    user: str
    role: Role | None
    seen: datetime
    reveal_until: datetime | None = None


class Sessions:
    """Kept in memory: a restart signs everybody out."""

    def __init__(self, opening: Opening, access: Access) -> None:
        self._now = opening.now
        self._author = opening.author
        self._access = access
        self._lock = threading.Lock()
        self._sessions: dict[str, Session] = {}
        self._failures: dict[str, deque[datetime]] = defaultdict(deque)
        self.users = Users(access.users) if access.users is not None else None

    def find(self, key: str | None) -> Session | None:
        """The session of a cookie, where it has not run out."""
        with self._lock:
            found = self._sessions.get(key or "")
            now = self._now()
            if found is None or now - found.seen > IDLE:
                self._sessions.pop(key or "", None)
                return None
            found.seen = now
        self._follow(found)
        return found

    def begin(self) -> Session:
        """A new session: signed in where nobody needs to sign in."""
        user, role = (self._author, "own") if self._access.open else ("", None)
        return self._keep(user, role)  # type: ignore[arg-type]

    def sign_in(self, old: Session | None, user: str, password: str, token: str) -> Session:
        """A session of somebody who proved who it is, under a new key. Raises Refused."""
        name = user or "token"
        self._slow_down(name)
        role = self._role(user, password, token)
        if role is None:
            self._failures[name].append(self._now())
            raise refused(401, "bad-login", "that is not right", remedy="check the name, the password or the token")
        self._failures.pop(name, None)
        if old is not None:
            self.end(old)
        return self._keep(user if not token else self._author, role)

    def end(self, session: Session) -> None:
        """Sign out."""
        with self._lock:
            self._sessions.pop(session.key, None)

    def may(self, session: Session | None, right: Right) -> None:
        """Raises Refused where the session has not the right."""
        role = self._author_role(session)
        if role is None:
            raise refused(401, "login-needed", "sign in first", remedy="POST /api/session")
        if ROLES.index(role) < ROLES.index(RIGHTS[right]):
            raise refused(
                403,
                "not-allowed",
                f"this needs the role {RIGHTS[right]}",
                value=role,
                remedy="ask somebody who owns the case",
            )

    def revealing(self, session: Session | None) -> bool:
        """Whether names may be seen just now."""
        until = session.reveal_until if session else None
        return until is not None and until > self._now()

    def open_reveal(self, session: Session, minutes: int) -> None:
        """Let names be seen for so many minutes."""
        session.reveal_until = self._now() + timedelta(minutes=min(minutes, LONGEST_REVEAL))

    def name(self, session: Session | None) -> str:
        """Who acts."""
        return session.user if session and session.user else self._author

    def row(self, session: Session) -> dict[str, Any]:
        """The session as its page sees it."""
        role = self._author_role(session)
        rights = {
            right: role is not None and ROLES.index(role) >= ROLES.index(least) for right, least in RIGHTS.items()
        }
        until = session.reveal_until if self.revealing(session) else None
        methods = (
            []
            if self._access.open
            else [
                *(["password"] if self.users else []),
                *(["token"] if self._access.token else []),
            ]
        )
        return {
            "user": session.user,
            "role": role,
            "signed_in": role is not None,
            "login_needed": role is None,
            "methods": methods,
            "csrf": session.csrf,
            "reveal": {
                "open": until is not None,
                "until": until.isoformat() if until else None,
                "allowed": rights["reveal"],
            },
            "rights": rights,
        }

    def _author_role(self, session: Session | None) -> Role | None:
        if session is None:
            return "own" if self._access.open else None
        return session.role

    def _role(self, user: str, password: str, token: str) -> Role | None:
        if token and self._access.token and hmac.compare_digest(token.encode(), self._access.token.encode()):
            return "own"
        if user and password and self.users is not None:
            return self.users.role_of(user, password)
        return None

    def _slow_down(self, name: str) -> None:
        failures = self._failures[name]
        while failures and self._now() - failures[0] > FAILURE_WINDOW:
            failures.popleft()
        if len(failures) >= FAILURES:
            raise refused(429, "too-many", "too many failures to sign in", remedy="wait five minutes")

    def _follow(self, session: Session) -> None:
        """A role that was changed or taken away holds at once."""
        if self.users is not None and session.user and session.role is not None and not self._access.token:
            session.role = self.users.current_role(session.user)

    def _keep(self, user: str, role: Role | None) -> Session:
        made = Session(secrets.token_urlsafe(32), secrets.token_urlsafe(24), user, role, self._now())
        with self._lock:
            if len(self._sessions) >= MOST_SESSIONS:
                oldest = min(self._sessions.values(), key=lambda session: session.seen)
                del self._sessions[oldest.key]
            self._sessions[made.key] = made
        return made
