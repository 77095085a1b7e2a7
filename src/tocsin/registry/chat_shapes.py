"""The forms of request that servers take, the strictest first, and what they answer.

All speak chat completions, but not all know a JSON schema, and some name the limit of tokens otherwise.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec

from tocsin.model.chat import ChatReply, ChatRequest

CHARACTERS_A_TOKEN = 4  # where a server counts none: about what English takes
Format = Literal["json_schema", "json_object", "plain"]
# What a server's refusal speaks of where it is the form and not the text that it does not take.
OF_THE_FORMAT = ("response_format", "json_schema", "json schema", "schema", "grammar", "structured", "json_object")


@dataclass(frozen=True, slots=True)
class Shape:
    """One form: how the schema is asked for, what the limit is called, and whether a temperature is named."""

    format: Format
    limit: str = "max_tokens"
    temperature: bool = True

    def body(self, request: ChatRequest, model: str) -> dict[str, Any]:
        """The request as JSON."""
        body: dict[str, Any] = {
            "model": model,
            "messages": [
                {"role": "system", "content": self._instructions(request)},
                {"role": "user", "content": request.prompt},
            ],
            self.limit: request.most_tokens,
            "stream": False,
        }
        if self.temperature:
            body["temperature"] = 0
        if self.format == "json_schema":
            schema = {"name": request.schema_name, "strict": True, "schema": json.loads(request.schema)}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.format == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body

    def _instructions(self, request: ChatRequest) -> str:
        if self.format == "json_schema":
            return request.instructions
        return f"{request.instructions}\n\nThe JSON schema of the answer:\n{request.schema}"


SHAPES = (Shape("json_schema"), Shape("json_object"), Shape("plain"))
FOLLOWING: dict[Format, Format] = {"json_schema": "json_object", "json_object": "plain"}


def adapted(shape: Shape, message: str) -> Shape | None:
    """The form to try after a refusal; None where the refusal speaks of something else."""
    words = message.lower()
    if shape.limit in words and shape.limit == "max_tokens":
        return replace(shape, limit="max_completion_tokens")
    if shape.temperature and "temperature" in words:
        return replace(shape, temperature=False)
    if shape.format in FOLLOWING and any(word in words for word in OF_THE_FORMAT):
        return replace(shape, format=FOLLOWING[shape.format])
    return None


class _Message(msgspec.Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


def reply_of(body: bytes, request: ChatRequest) -> ChatReply:
    """What a server answered. An empty body stands for one that was too long to be taken."""
    asked = (len(request.instructions) + len(request.prompt)) // CHARACTERS_A_TOKEN
    if not body:
        return ChatReply(problem="empty or too long", input_tokens=asked, counted=False)
    try:
        completion = msgspec.json.decode(body, type=_Completion)
        choice = completion.choices[0]
    except (msgspec.MsgspecError, UnicodeDecodeError, IndexError, RecursionError):
        return ChatReply(problem="not a chat completion", input_tokens=asked, counted=False)
    text, usage = choice.message.content or "", completion.usage
    counted = usage is not None and usage.prompt_tokens + usage.completion_tokens > 0
    problem = ""
    if choice.finish_reason == "content_filter" or choice.message.refusal:
        problem = "the model refused"
    return ChatReply(
        text,
        problem,
        cut=choice.finish_reason == "length",
        input_tokens=max(0, usage.prompt_tokens) if usage and counted else asked,
        output_tokens=max(0, usage.completion_tokens) if usage and counted else len(text) // CHARACTERS_A_TOKEN,
        counted=counted,
    )
