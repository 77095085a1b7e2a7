"""Opening: what a desk is opened on, handed in by the command line, which alone has a clock and names files."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from tocsin.model.ports import Embedder
from tocsin.model.settings import Settings
from tocsin.store.interface import CaseStore


@dataclass(frozen=True)
class Opening:
    """A case and all that working on it needs.

    `case` gives the case's store to one thread at a time that wants it, for as long as it is held. `author` is who
    acts where nobody signs in. `as_of` is the day to open on; None: today, or the deadline once it has passed. `read`
    are paths to be read into the case first, for a demo. `scratch` is a folder for uploads on their way in.
    """

    name: str
    case: Callable[[], AbstractContextManager[CaseStore]]
    embedder: Embedder
    settings: Settings
    now: Callable[[], datetime]
    author: str
    scratch: Path
    standing: Embedder | None = None
    as_of: date | None = None
    read: tuple[str, ...] = ()
    demo: bool = False


@dataclass(frozen=True)
class Access:
    """Who may come in, and by which names the server is called.

    `users` is the file of those who may sign in; None where nobody needs to (only on loopback). `token` signs in as
    `author` with every right, "" where there is none. `hosts` are the names, without ports, that a Host header may
    have.
    """

    hosts: frozenset[str]
    users: Path | None = None
    token: str = ""
    secure: bool = False
    extra: tuple[str, ...] = field(default=())

    @property
    def open(self) -> bool:
        """Whether whoever reaches the server is let in."""
        return self.users is None and not self.token
