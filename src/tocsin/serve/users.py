"""Users: who may sign in to a case and what they may do there, in a file beside the case. Passwords are kept as
Argon2id hashes (RFC 9106) alone."""

from __future__ import annotations

import os
import re
import threading
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tocsin.errors import OptionError

Role = Literal["read", "review", "own"]
ROLES: tuple[Role, ...] = ("read", "review", "own")
SHORTEST_PASSWORD = 10
_NAME = re.compile(r"[\w.@-]{1,64}")


@dataclass(frozen=True)
class User:
    """Somebody with a role. `hash` is of the password; `added_at` an ISO time."""

    name: str
    role: Role
    hash: str
    added_at: str


class Users:
    """The users file of one case. It is read anew at every question, so that a change outside holds at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def all(self) -> tuple[User, ...]:
        """Everybody, by name. Raises OptionError where the file is not one of users."""
        if not self._path.exists():
            return ()
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=tuple[User, ...])
        except (OSError, msgspec.MsgspecError) as error:
            raise OptionError("the users file cannot be read", value=str(error), place=str(self._path)) from error

    def role_of(self, name: str, password: str) -> Role | None:
        """The role of somebody who knows the password, else None. It takes as long where there is no such user."""
        found = next((user for user in self.all() if user.name == name), None)
        try:
            self._hasher.verify(found.hash if found else self._decoy, password)
        except (VerificationError, InvalidHashError):
            return None
        return found.role if found else None

    def current_role(self, name: str) -> Role | None:
        """The role of a user by now."""
        return next((user.role for user in self.all() if user.name == name), None)

    def put(self, name: str, role: Role, password: str, at: str) -> User:
        """Add a user, or change one; without a password the old one stays. Raises OptionError."""
        if not _NAME.fullmatch(name):
            raise OptionError("not a user's name", value=name[:80], remedy="use letters, digits and . _ @ -")
        with self._lock:
            users = {user.name: user for user in self.all()}
            old = users.get(name)
            if password and len(password) < SHORTEST_PASSWORD:
                remedy = f"use {SHORTEST_PASSWORD} characters or more"
                raise OptionError("the password is too short", remedy=remedy)
            if not password and old is None:
                raise OptionError("a new user needs a password", value=name)
            hashed = self._hasher.hash(password) if password else (old.hash if old else "")
            made = replace(old, role=role, hash=hashed) if old else User(name, role, hashed, at)
            users[name] = made
            self._check_owned(users)
            self._write(users)
        return made

    def remove(self, name: str) -> bool:
        """Take a user away; False where there was none. Raises OptionError where nobody would own the case then."""
        with self._lock:
            users = {user.name: user for user in self.all()}
            if users.pop(name, None) is None:
                return False
            if users:
                self._check_owned(users)
            self._write(users)
        return True

    def _check_owned(self, users: dict[str, User]) -> None:
        if not any(user.role == "own" for user in users.values()):
            raise OptionError(
                "somebody must own the case", remedy="give the first user, or another one, the role own"
            )

    def _write(self, users: dict[str, User]) -> None:
        data = msgspec.json.format(msgspec.json.encode([users[name] for name in sorted(users)]), indent=1)
        fresh = self._path.with_name(f"{self._path.name}.new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as target:
            target.write(data)
        fresh.replace(self._path)

    @cached_property
    def _hasher(self) -> PasswordHasher:
        return PasswordHasher()

    @cached_property
    def _decoy(self) -> str:
        return self._hasher.hash("nobody has this password")
