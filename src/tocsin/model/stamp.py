"""Stamp: who does something, and when. Given by the caller, because neither stages nor stores have a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """`who` is the name an entry in the log is made under; `at` carries a time zone."""

    who: str
    at: datetime
