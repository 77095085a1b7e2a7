"""Endpoint: one method on one path, and the function that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Endpoint:
    """`status` is what it answers when all is well, as `media` or one of `more_media`. `errors` are statuses of its
    refusals besides those of all. The shape of its answer stands in `data/answers.json`."""

    method: str
    path: str
    function: Callable[..., Any]
    status: int = 200
    errors: tuple[int, ...] = ()
    media: str = "application/json"
    more_media: tuple[str, ...] = ()
