"""The shapes of what the API says and of what is read by hand, as JSON Schema, for its description."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from tocsin.model.decision import Ruling, Subject

_TEXT = {"type": "string"}
REFUSAL: dict[str, Any] = {
    "Refusal": {
        "type": "object",
        "title": "Refusal",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["status", "code", "message", "value", "place", "remedy"],
                "properties": {
                    "status": {"type": "integer"},
                    "code": _TEXT,
                    "message": _TEXT,
                    "value": _TEXT,
                    "place": _TEXT,
                    "remedy": _TEXT,
                },
            }
        },
    }
}


@cache
def load_answers() -> dict[str, Any]:
    """The shape of every JSON answer, by method and path."""
    found: dict[str, Any] = json.loads(
        files("tocsin.serve").joinpath("data/answers.json").read_text(encoding="utf-8")
    )
    return found


def decision_shape() -> dict[str, Any]:
    """What a page sends to rule on something."""
    number = {"type": ["integer", "null"], "minimum": 0}
    span = {
        "type": "object",
        "description": "start and end in code points of the stored text, or from and to in UTF-16 units of the text "
        "that the reader gave, with its text_key",
        "properties": {"start": number, "end": number, "from": number, "to": number, "text_key": _TEXT},
    }
    return {
        "type": "object",
        "title": "DecisionWish",
        "required": ["subject", "target", "ruling", "reason"],
        "properties": {
            "subject": {"enum": list(get_args(Subject))},
            "target": _TEXT,
            "ruling": {"enum": list(get_args(Ruling))},
            "field": _TEXT,
            "value": _TEXT,
            "reason": _TEXT,
            "seen": {"type": "integer", "minimum": 0},
            "anyway": {"type": "boolean"},
            "span": {"anyOf": [span, {"type": "null"}]},
            "spans": {"type": "array", "items": span},
            "fields": {"type": "object", "additionalProperties": _TEXT},
        },
    }
