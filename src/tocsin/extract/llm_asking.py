"""Asking: the passages of a batch put to a language model, several at once, each only if it was never answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from tocsin.extract.llm_answers import Answer, read_answer
from tocsin.extract.llm_passages import halves
from tocsin.extract.llm_prompt import Prompt
from tocsin.model.chat import ChatReply
from tocsin.model.chat_account import ChatAccount
from tocsin.model.codec import digest
from tocsin.model.ports import Answers, ChatModel
from tocsin.model.settings import LlmSettings
from tocsin.model.span import Span

# An answer that cannot be read is asked for once more: models do not always say the same.
READINGS = 2
HALVINGS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's text; `number` is the document's place in its batch."""

    number: int
    span: Span
    text: str
    halvings: int = 0
    readings: int = 0


Asked = dict["Future[ChatReply]", Passage]


@dataclass(frozen=True)
class Asker:
    """What asking needs. `fence` gives a fresh random word for each request."""

    chat: ChatModel
    answers: Answers
    prompt: Prompt
    settings: LlmSettings
    account: ChatAccount
    fence: Callable[[], str]

    def ask(self, passages: Iterable[Passage]) -> list[tuple[Passage, Answer]]:
        """The answers about passages, in reading order. Each is kept as it comes, so that a run that ends early has
        lost nothing that was paid for. Raises ModelError where the service cannot be used."""
        found: list[tuple[Passage, Answer]] = []
        pool = ThreadPoolExecutor(max_workers=max(1, self.settings.parallel), thread_name_prefix="llm")
        asked: Asked = {}
        try:
            for passage in passages:
                self.account.passages += 1
                self._sent(pool, passage, asked, found)
            while asked:
                done, _ = wait(asked, return_when=FIRST_COMPLETED)
                for future in done:
                    self._received(pool, future, asked, found)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        return sorted(found, key=lambda pair: (pair[0].number, pair[0].span))

    def _sent(
        self, pool: ThreadPoolExecutor, passage: Passage, asked: Asked, found: list[tuple[Passage, Answer]]
    ) -> None:
        known = self.answers.known(self._key(passage))
        answer = read_answer(known.decode("utf-8")) if known is not None else None
        if answer is not None:
            self.account.remembered += 1
            found.append((passage, answer))
            return
        request = self.prompt.request(passage.text, self.fence, self.settings.most_tokens)
        asked[pool.submit(self.chat.complete, request)] = passage

    def _received(
        self, pool: ThreadPoolExecutor, future: Future[ChatReply], asked: Asked, found: list[tuple[Passage, Answer]]
    ) -> None:
        passage = asked.pop(future)
        try:
            reply = future.result()
        except BaseException:
            self._kept_of(asked)
            raise
        self.account.add(reply)
        answer = None if reply.problem or reply.cut else read_answer(reply.text)
        if answer is not None:
            self.answers.keep(self._key(passage), reply.text.encode("utf-8", "replace"))
            found.append((passage, answer))
            return
        parts = (
            halves(passage.text, Span(0, len(passage.text))) if reply.cut and passage.halvings < HALVINGS else None
        )
        if parts is not None:
            for part in parts:
                self._sent(pool, _part(passage, part), asked, found)
        elif not reply.problem and not reply.cut and passage.readings + 1 < READINGS:
            again = Passage(passage.number, passage.span, passage.text, passage.halvings, passage.readings + 1)
            self._sent(pool, again, asked, found)
        else:
            self.account.unusable += 1

    def _kept_of(self, asked: Asked) -> None:
        """Keep what has come in beside the request that failed."""
        for future, passage in asked.items():
            if future.done() and not future.cancelled() and future.exception() is None:
                reply = future.result()
                self.account.add(reply)
                if not reply.problem and not reply.cut and read_answer(reply.text) is not None:
                    self.answers.keep(self._key(passage), reply.text.encode("utf-8", "replace"))

    def _key(self, passage: Passage) -> str:
        return digest("llm-answer", passage.text, self.chat.version, self.prompt.version)


def _part(passage: Passage, part: Span) -> Passage:
    start = passage.span.start
    return Passage(
        passage.number,
        Span(start + part.start, start + part.end),
        passage.text[part.start : part.end],
        passage.halvings + 1,
    )
