"""What a language model is asked: the instructions, the fenced passage, and the schema of the answer."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from tocsin.errors import VocabularyError
from tocsin.model.chat import ChatRequest
from tocsin.model.claim import Certainty, ClaimKind, Polarity, Stance, Verification
from tocsin.model.codec import digest

DATA = "data/llm_prompt.toml"
SCHEMA_NAME = "claims"
LABELS = {
    "stance": get_args(Stance),
    "polarity": get_args(Polarity),
    "certainty": get_args(Certainty),
    "verification": get_args(Verification),
    "kind": get_args(ClaimKind),
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """`template` has the places {fence} and {text}. `version` changes with every word of it and with the schema."""

    instructions: str
    template: str
    schema: str
    version: str

    def request(self, text: str, fence: Callable[[], str], most_tokens: int) -> ChatRequest:
        """The request about one passage, between fences that its writer could not know."""
        word = fence()
        while word in text:
            word = fence()
        prompt = self.template.replace("{fence}", word).replace("{text}", text)
        return ChatRequest(self.instructions, prompt, SCHEMA_NAME, self.schema, most_tokens)


@cache
def load_prompt() -> Prompt:
    """Read the prompt, once a process. Raises VocabularyError where a part is missing."""
    data = tomllib.loads(files("tocsin.extract").joinpath(DATA).read_text(encoding="utf-8"))
    instructions, template = str(data.get("instructions", "")).strip(), str(data.get("prompt", "")).strip()
    missing = [place for place in ("{fence}", "{text}") if place not in template]
    if not instructions or missing:
        remedy = "give instructions, and a prompt with {fence} and {text}"
        raise VocabularyError("the prompt lacks a part", value=", ".join(missing), place=DATA, remedy=remedy)
    schema = json.dumps(answer_schema(), sort_keys=True)
    return Prompt(instructions, template, schema, digest(instructions, template, schema)[:12])


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer: exact quotes and labels, and nothing that could grade or weigh."""
    quote = _object({"quote": {"type": "string"}, "occurrence": {"type": "integer"}})
    optional = {"anyOf": [quote, {"type": "null"}]}
    labels = {name: {"type": "string", "enum": list(values)} for name, values in LABELS.items()}
    sources = {"type": "array", "items": quote}
    claim = _object({"content": quote, "cue": optional, "sources": sources, "condition": optional, **labels})
    return _object({"claims": {"type": "array", "items": claim}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
