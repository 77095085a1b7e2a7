"""Mail: the message's own text, plain where there is one, with its subject, sender and date."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from tocsin.errors import ReadError
from tocsin.model.document import Publication
from tocsin.model.interval import of_day
from tocsin.read.decoding import decode
from tocsin.read.html_fragment import fragment_text
from tocsin.read.parts import Parts

_REMEDY = "save the article's text and give that"
_MOST_PARTS = 500
_SHORT = 200
_SUBJECT_MARKS = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg)\s*:)+\s*", re.IGNORECASE)


def read_mail(content: bytes, place: str = "") -> Parts:
    """The text of one message. Raises ReadError where it holds none. Attachments are named, not read."""
    message = BytesParser(policy=policy.default).parsebytes(content)
    plain, marked_up, attached = _bodies(message, place)
    text = plain if len(plain.strip()) >= _SHORT or not marked_up else fragment_text(marked_up, place)
    if not text.strip():
        held = f"attachments: {', '.join(attached)[:100]}" if attached else ""
        raise ReadError(
            "a message without text", value=held, place=place, remedy="save its attachments and give them"
        )
    notes = [f"attachments not read: {', '.join(attached)[:200]}"] if attached else []
    sender = _field(message, "From")
    return Parts(
        text=text,
        title=_SUBJECT_MARKS.sub("", _field(message, "Subject")) or None,
        publisher=parseaddr(sender)[0] or parseaddr(sender)[1] or None,
        publication=_sent(message),
        notes=tuple(notes),
    )


def _bodies(message: EmailMessage, place: str) -> tuple[str, str, list[str]]:
    """All plain text, all HTML, and the names of what is attached."""
    plain: list[str] = []
    marked_up: list[str] = []
    attached: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            raise ReadError("a message of too many parts", value=f"> {_MOST_PARTS}", place=place, remedy=_REMEDY)
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        name = _name(part)
        if name or kind not in ("text/plain", "text/html"):
            attached.append(name or kind)
        else:
            (plain if kind == "text/plain" else marked_up).append(_text(part, place))
    return "\n\n".join(plain), "\n".join(marked_up), attached


def _name(part: EmailMessage) -> str:
    try:
        return str(part.get_filename() or "")
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return "a file with a damaged name"


def _text(part: EmailMessage, place: str) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        return content.decode(part.get_content_charset() or "utf-8").replace("\r\n", "\n")
    except (LookupError, UnicodeDecodeError, ValueError):
        return decode(content, place).text.replace("\r\n", "\n") if content else ""


def _field(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return ""  # the standard library's parser of header fields breaks down on some damaged ones


def _sent(message: EmailMessage) -> Publication | None:
    told = _field(message, "Date")
    try:
        day = parsedate_to_datetime(told).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return Publication(of_day(day), "metadata", f"the message was sent on {day}")
