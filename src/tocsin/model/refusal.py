"""Refusal: one input that cannot be used, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tocsin.model.encodable import encodable


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was not read. The rest of the run goes on without it.

    `name` is the file's name or the record's id, `location` where it stands as the user named it (with `:line` for
    a record), `reason` what is wrong with it, and `remedy` what the user can do about it.
    """

    name: str
    location: str
    reason: str
    remedy: str

    def __post_init__(self) -> None:
        # Names and reasons quote the input, which may hold anything.
        for field in ("name", "location", "reason", "remedy"):
            object.__setattr__(self, field, encodable(getattr(self, field)))

    def __str__(self) -> str:
        line = f"{self.location or self.name}: {self.reason}"
        return " ".join((f"{line} — {self.remedy}" if self.remedy else line).split())


@dataclass(frozen=True, slots=True)
class KeptRefusal:
    """A refusal as a case remembers it: whose run met it last, and when."""

    refusal: Refusal
    who: str
    at: datetime
