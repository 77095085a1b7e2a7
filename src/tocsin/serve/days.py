"""Days as requests name them: of the last and the coming centuries, so that no calendar runs out below them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator

FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)


def within(day: date) -> date:
    """The day. Raises ValueError where it lies too far off."""
    if not FIRST <= day <= LAST:
        raise ValueError(f"a day from {FIRST} to {LAST} is wanted")
    return day


Day = Annotated[date, AfterValidator(within)]
