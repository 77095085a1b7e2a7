"""A row of a table or an entry of a feed as a record: one JSON object of its fields, for the record reader."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from tocsin.model.capture import Capture, capture
from tocsin.read.confined.messages import Opening

_MARKUP = re.compile(r"</?(?:p|div|br|span|a|li|ul|h[1-6]|strong|em|img|blockquote)\b[^<>]{0,2000}>", re.IGNORECASE)
_FEWEST_TAGS = 2
_LONGEST_NAME = 120


def record(fields: Mapping[str, Any], name: str, place: str, opening: Opening, how: str) -> Capture:
    """The capture of a record. `fields` are `text` or `html`, `title`, `published` and so on, and what else stood
    in the row under `row`. Empty ones are left out."""
    told = {key: value for key, value in fields.items() if value not in (None, "", {}, ())}
    content = json.dumps(told, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
    made = capture(name[:_LONGEST_NAME], content, "record", place, opening.captured_at)
    address = told.get("url")
    return replace(made, url=address if isinstance(address, str) else "", how=how)


def text_or_html(text: str) -> dict[str, str]:
    """The text under the key that says whether it is marked up."""
    return {"html": text} if len(_MARKUP.findall(text[:20_000])) >= _FEWEST_TAGS else {"text": text}


def words(value: Any) -> str:
    """A cell as words: days as ISO days, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, dict):
        inner = value.get("name") or value.get("title")
        return str(inner).strip() if inner else ""
    return str(value).strip()
