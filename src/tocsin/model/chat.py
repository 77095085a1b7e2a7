"""Chat: what a language model is asked, and what came back. Both sides are data; nothing here is ever obeyed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """`instructions` are Tocsin's own; `prompt` holds the text to read. `schema` is the JSON schema that the
    answer must follow, as JSON; `most_tokens` the longest answer that is waited for."""

    instructions: str
    prompt: str
    schema_name: str
    schema: str
    most_tokens: int


@dataclass(frozen=True, slots=True)
class ChatReply:
    """The answer's text, or the `problem` in words where there is none that can be used.

    `cut` tells that it ends because it became too long. `tries` counts requests sent; `counted` is False where the
    service told no tokens and they are reckoned at four characters each.
    """

    text: str = ""
    problem: str = ""
    cut: bool = False
    tries: int = 1
    input_tokens: int = 0
    output_tokens: int = 0
    counted: bool = True
