"""ChatAccount: what asking a language model came to in one run."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.chat import ChatReply

MILLION = 1_000_000


@dataclass(slots=True)
class ChatAccount:
    """Counts of passages and of what became of the answers; it grows while a run goes on.

    `remembered` passages had been answered before and cost nothing; `unusable` ones got no answer that could be
    read, and give no claims. `malformed` answers about single claims broke the schema; `ungrounded` ones quote words
    that do not stand in the text. Both are left out.
    """

    passages: int = 0
    remembered: int = 0
    tries: int = 0
    unusable: int = 0
    malformed: int = 0
    ungrounded: int = 0
    claims: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    reckoned: bool = False

    def add(self, reply: ChatReply) -> None:
        """Count one answer, whatever it is worth."""
        self.tries += reply.tries
        self.input_tokens += reply.input_tokens
        self.output_tokens += reply.output_tokens
        self.reckoned |= not reply.counted

    def cost(self, input_price: float, output_price: float) -> float:
        """What the tokens cost at prices for a million of them."""
        return (self.input_tokens * input_price + self.output_tokens * output_price) / MILLION
