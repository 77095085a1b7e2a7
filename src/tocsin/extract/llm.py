"""The extractor that asks a language model. What it says is grounded, resolved and dated by the rules' own stages.

A model never grades a source and never sets a probability: nothing in its answer can hold either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from tocsin.extract.extractor import Extractor
from tocsin.extract.llm_asking import Asker, Passage
from tocsin.extract.llm_drafts import Told, make_grounder
from tocsin.extract.llm_passages import passages
from tocsin.extract.llm_prompt import load_prompt
from tocsin.extract.llm_union import union
from tocsin.extract.reading import Reading
from tocsin.model.chat_account import ChatAccount
from tocsin.model.claim import Claim, claim_id
from tocsin.model.document import Document
from tocsin.model.findings import Findings
from tocsin.model.ports import Answers, ChatModel
from tocsin.model.settings import LlmSettings

LABELS = ("stance", "polarity", "certainty", "verification", "kind")
OF_THE_RULES = ("content", "source", "chain")
# The rules' own reading of a field and the model's differ: neither is to be relied on before somebody has looked.
DISPUTED = 0.5


@dataclass(frozen=True)
class LlmExtractor:
    """Build it with `make_llm_extractor`. `together` adds the rules' claims; else the model's stand alone."""

    rules: Extractor
    asker: Asker
    together: bool
    version: str

    def extractions(self, documents: Iterable[Document]) -> Iterator[Findings]:
        """The findings in each document, in order. Raises ModelError where the model cannot be asked at all."""
        readings = list(self.rules.readings(documents))
        asked = (passage for number, reading in enumerate(readings) for passage in self._passages(number, reading))
        told: dict[int, list[Told]] = defaultdict(list)
        dropped: dict[int, int] = defaultdict(int)
        grounders = {}
        for passage, answer in self.asker.ask(asked):
            number = passage.number
            if number not in grounders:
                rules = self.rules
                grounders[number] = make_grounder(readings[number], rules.lexicon, rules.sources, rules.gazetteer)
            found, lost = grounders[number].told(passage.span, answer.claims)
            told[number] += found
            dropped[number] += lost
            self.asker.account.malformed += answer.malformed
            self.asker.account.ungrounded += lost
        for number, reading in enumerate(readings):
            yield self._findings(reading, told[number], dropped[number])

    def _findings(self, reading: Reading, told: list[Told], dropped: int) -> Findings:
        claims = tuple(self._claim(reading, each) for each in _once(told))
        self.asker.account.claims += len(claims)
        if self.together:
            rules = self.rules.findings(reading, reading.drafts)
            return Findings(union(rules.claims, claims), rules.dropped + dropped)
        return Findings(tuple(sorted(claims, key=lambda claim: claim.content)), dropped)

    def _claim(self, reading: Reading, told: Told) -> Claim:
        claim = replace(self.rules.claim(reading, told.draft), extractor=self.version)
        given = {name: value for name in LABELS if (value := getattr(told.answer, name)) is not None}
        disputed = {name for name, value in given.items() if value != getattr(claim, name)}
        # How surely the rules find a claim and its source was measured on their own finds: it says nothing of these.
        confidence = tuple(
            (name, min(value, DISPUTED) if name in disputed else value)
            for name, value in claim.confidence
            if name not in OF_THE_RULES
        )
        return replace(claim, confidence=confidence, **given)

    def _passages(self, number: int, reading: Reading) -> Iterator[Passage]:
        text = reading.document.text
        for span in passages(text, reading.blocks, self.asker.settings.passage_characters):
            yield Passage(number, span, span.text(text))


def _once(told: list[Told]) -> list[Told]:
    """Each draft once, however often the model repeats it."""
    first: dict[str, Told] = {}
    for each in told:
        first.setdefault(claim_id("", each.draft.content, each.draft.chain, each.draft.cue), each)
    return list(first.values())


def make_llm_extractor(
    rules: Extractor,
    chat: ChatModel,
    answers: Answers,
    settings: LlmSettings,
    account: ChatAccount,
    fence: Callable[[], str],
) -> LlmExtractor:
    """The extractor over a loaded one of the rules. `fence` gives fresh random words that no writer can foresee."""
    prompt = load_prompt()
    together = rules.settings.extractor == "both"
    version = f"llm-{chat.version}+{prompt.version}+{rules.version}"
    return LlmExtractor(rules, Asker(chat, answers, prompt, settings, account, fence), together, version)
