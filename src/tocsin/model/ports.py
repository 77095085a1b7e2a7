"""Ports: what a stage may ask of the outside, handed in by whoever runs it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from tocsin.model.capture import Headers
from tocsin.model.chat import ChatReply, ChatRequest
from tocsin.model.page import Page

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]
else:
    Vectors = Any  # numpy takes long to import, and only who embeds needs it


class Embedder(Protocol):
    """Turns sentences into unit vectors. `version` names model and weights, for keys."""

    @property
    def version(self) -> str: ...

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """A matrix of one row a sentence, each of length 1."""
        ...


class PageFetcher(Protocol):
    """Fetches pages from the web. May be asked from several threads."""

    def fetch(self, url: str, headers: Headers = ()) -> Page:
        """The page. Raises FetchError where there is no answer, or the address must not be asked."""
        ...


class ChatModel(Protocol):
    """Answers one request at a time; may be asked from several threads. `version` names the model, for keys."""

    @property
    def version(self) -> str: ...

    def complete(self, request: ChatRequest) -> ChatReply:
        """The answer. Raises ModelError where the service cannot be used at all."""
        ...


class Answers(Protocol):
    """Remembers a language model's answers, so that nothing is asked, or paid for, twice."""

    def known(self, key: str) -> bytes | None: ...

    def keep(self, key: str, answer: bytes) -> None: ...


class LinkIndex(Protocol):
    """What linking keeps of a case between documents: rows by kind and key, and members of groups in order.

    `link.growing.grow` reads and writes it, `link.viewing.view` reads it. Values are frozen dataclasses, tuples and
    strings, as `link.kinds` lists them by kind. An implementation need not know what any of them means.
    """

    def get(self, kind: str, keys: Collection[str]) -> dict[str, Any]:
        """The rows that are there; absent keys are left out."""
        ...

    def put(self, kind: str, rows: Mapping[str, Any]) -> None:
        """Keep rows, over what was there."""
        ...

    def drop(self, kind: str, keys: Collection[str]) -> None:
        """Forget rows; absent keys are passed over."""
        ...

    def keys(self, kind: str) -> Sequence[str]:
        """All keys of a kind, sorted. Only the view of a whole case asks this."""
        ...

    def enter(self, kind: str, entries: Iterable[tuple[str, str, str]]) -> None:
        """Make members of groups: (group, order, member). Whoever is one already stays one."""
        ...

    def leave(self, kind: str, entries: Iterable[tuple[str, str, str]]) -> None:
        """Take members out of groups; whoever is none is passed over."""
        ...

    def around(self, kind: str, group: str, entry: tuple[str, str], count: int) -> tuple[list[str], list[str]]:
        """The members before and after a place (order, member), itself left out, nearest first, `count` at most."""
        ...

    def members(self, kind: str, group: str) -> list[str]:
        """All members of a group, by order, then by name, both in code-point order."""
        ...
