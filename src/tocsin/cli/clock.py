"""The clock and the user's name: read here and nowhere else, and passed down."""

from __future__ import annotations

import getpass
from datetime import UTC, date, datetime

from tocsin.errors import OptionError
from tocsin.model.stamp import Stamp


def stamp_now(author: str = "") -> Stamp:
    """Who acts, and when (UTC, to the second)."""
    return Stamp(author.strip() or _login(), datetime.now(UTC).replace(microsecond=0))


def day(text: str, option: str) -> date:
    """The day that an option names, or today where it is empty. Raises OptionError."""
    if not text:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise OptionError("not a day", value=text, place=option, remedy="write YYYY-MM-DD") from error


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"
