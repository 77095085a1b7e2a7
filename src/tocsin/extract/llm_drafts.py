"""Answers to drafts: a model's quotes, grounded, become drafts like those of the rules.

Who a mention stands for, of what type and side a source is, times, numbers, places and participants are then worked
out by the same stages as for the rules; only what nobody but a reader can tell is taken from the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.extract.draft import Draft
from tocsin.extract.emitting import condition_of
from tocsin.extract.frame import Content
from tocsin.extract.lexicon import Cue, Lexicon
from tocsin.extract.llm_answers import ClaimAnswer, Quote
from tocsin.extract.llm_grounding import FoldedText, fold
from tocsin.extract.mentions import attribution
from tocsin.extract.parse import Parse
from tocsin.extract.quotations import quotations
from tocsin.extract.reading import Reading
from tocsin.extract.source_types import SourceVocabulary
from tocsin.extract.verbs import cues_at
from tocsin.model.attribution import Attribution
from tocsin.model.span import Span
from tocsin.text.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Told:
    """A grounded draft with what the model told of it."""

    draft: Draft
    answer: ClaimAnswer


@dataclass(frozen=True)
class Grounder:
    """Grounds the answers about one document. Build it with `make_grounder`."""

    reading: Reading
    lexicon: Lexicon
    sources: SourceVocabulary
    gazetteer: Gazetteer
    quoted: tuple[tuple[int, int], ...]

    def told(self, passage: Span, answers: Sequence[ClaimAnswer]) -> tuple[list[Told], int]:
        """The answers about a passage whose every quote stands in it, and how many do not."""
        folded = fold(passage.text(self.reading.document.text))
        drafts = [self._told(folded, passage.start, answer) for answer in answers]
        kept = [told for told in drafts if told is not None]
        return kept, len(answers) - len(kept)

    def _told(self, folded: FoldedText, offset: int, answer: ClaimAnswer) -> Told | None:
        content = folded.find(answer.content.quote, answer.content.occurrence)
        if content is None:
            return None

        def beside(quote: Quote | None) -> Span | None:
            return None if quote is None else folded.find(quote.quote, quote.occurrence, content)

        cue, condition = beside(answer.cue), beside(answer.condition)
        mentions = [beside(source) for source in answer.sources]
        told = [(cue, answer.cue), (condition, answer.condition), *zip(mentions, answer.sources, strict=True)]
        if any(quote is not None and place is None for place, quote in told):
            return None
        sources = [_moved(mention, offset) for mention in mentions if mention is not None]
        draft = self._draft(_moved(content, offset), _moved(cue, offset) if cue else None, sources)
        if condition is not None and draft is not None:
            draft = replace(draft, condition=_moved(condition, offset))
        return None if draft is None else Told(draft, answer)

    def _draft(self, content: Span, cue: Span | None, mentions: Sequence[Span]) -> Draft | None:
        parse = self.reading.parse
        first, stop = parse.tokens_within(content.start, content.end)
        if first >= stop:
            return None
        root = _top(parse, first, stop - 1)
        known = _cue_of(parse, cue, self.lexicon) if cue else None
        begin, end = parse.sentences[parse.sentence[root]]
        while end - 1 > begin and not parse.words[end - 1].strip():
            end -= 1
        return Draft(
            content=content,
            sentence=parse.span(begin, end - 1),
            root=root,
            chain=tuple(self._link(mention, cue if last else None) for mention, last in _marked(mentions)),
            cue=cue if mentions else None,
            cue_key=known.name if known and mentions else "",
            cue_stance=known.stance if known and mentions else "",
            condition=condition_of(parse, Content(root, first, stop - 1)),
            quoted=any(start <= content.start and content.end <= end for start, end in self.quoted),
            headline=any(b.heading and b.start <= content.start < b.end for b in self.reading.blocks),
        )

    def _link(self, mention: Span, cue: Span | None) -> Attribution:
        parse, coreference = self.reading.parse, self.reading.coreference
        first, stop = parse.tokens_within(mention.start, mention.end)
        head = _top(parse, first, stop - 1) if first < stop else parse.token_at(mention.start)
        found = attribution(parse, head, cue, coreference, self.sources, self.gazetteer)
        return replace(found, mention=mention)


def make_grounder(reading: Reading, lexicon: Lexicon, sources: SourceVocabulary, gazetteer: Gazetteer) -> Grounder:
    """What grounds the answers about a document."""
    found = quotations(reading.parse.text, [(block.start, block.end) for block in reading.blocks])
    return Grounder(reading, lexicon, sources, gazetteer, tuple((q.start, q.end) for q in found))


def _marked(mentions: Sequence[Span]) -> list[tuple[Span, bool]]:
    """Each mention, with whether it is the origin's, which the cue belongs to."""
    return [(mention, number == len(mentions) - 1) for number, mention in enumerate(mentions)]


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _top(parse: Parse, first: int, last: int) -> int:
    """The verb that hangs on nothing else in the stretch, else whatever does."""
    tops = [i for i in range(first, last + 1) if parse.heads[i] == i or not first <= parse.heads[i] <= last]
    words = [i for i in tops if parse.labels[i] != "punct"] or tops
    verbs = [i for i in words if parse.parts[i] in ("VERB", "AUX")]
    return (verbs or words)[0]


def _cue_of(parse: Parse, cue: Span, lexicon: Lexicon) -> Cue | None:
    """The lexicon's entry for the words of a cue."""
    first, stop = parse.tokens_within(cue.start, cue.end)
    for token in range(first, stop):
        lemma = parse.lemmas[token].lower()
        fitting = cues_at(parse, token, lexicon.verbs.get(lemma, ()))
        found = [cue for cue, _ in fitting] or list(lexicon.nouns.get(lemma, ()))
        if found:
            return found[0]
    return None
