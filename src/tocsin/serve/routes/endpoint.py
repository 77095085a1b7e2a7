"""Endpoint: one method on one path, and the function that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Endpoint:
    """`says` is the noun that the answer's JSON has the shape of, for the API's description; None where it is a file
    or a stream. `errors` are the statuses of refusals that this endpoint may give besides those of all."""

    method: str
    path: str
    function: Callable[..., Any]
    says: Any = None
    status: int = 200
    errors: tuple[int, ...] = ()
    media: str = "application/json"
