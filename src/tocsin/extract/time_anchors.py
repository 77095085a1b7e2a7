"""What the times of a document are read against: its day of publication, and every date that it names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from tocsin.extract.parsed_text import text_of
from tocsin.extract.time_expressions import TimeExpression, find_expressions, verb_tense
from tocsin.extract.time_grammar import TimeGrammar, load_time_grammar
from tocsin.extract.word import Word, words_of
from tocsin.model.document import Document
from tocsin.model.interval import Interval

# A live page opens its entries with the time of day.
_STAMP = re.compile(r"(?m)^\W{0,3}(?:[01]?\d|2[0-3])[:.][0-5]\d\b")
_LEAST_STAMPS = 3
# An article known only to a month can still date what it says "is happening now"; one known to a year cannot.
_LONGEST_ARTICLE_DAYS = 31


@dataclass(frozen=True, slots=True)
class Utterance:
    """A dated sentence: its offsets, its words in lower case and the date of what it tells, be that somebody's
    speaking (`Anchors.utterances`) or a past happening (`Anchors.events`)."""

    start: int
    end: int
    words: frozenset[str]
    interval: Interval


@dataclass(frozen=True, slots=True)
class Anchors:
    """Made once a document. `day` is the day of publication where it is known to the day; `article` the interval in
    which the article speaks, where it is no longer than a month; `expressions` are in the order of the text."""

    day: date | None
    article: Interval | None
    expressions: tuple[TimeExpression, ...]
    starts: tuple[int, ...]
    utterances: tuple[Utterance, ...]
    events: tuple[Utterance, ...]
    grammar: TimeGrammar
    live: bool = False

    def within(self, start: int, end: int) -> tuple[TimeExpression, ...]:
        """The time expressions that lie wholly within offsets."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return tuple(e for e in self.expressions[first:last] if e.end <= end)


def anchors(doc: Doc, document: Document, grammar: TimeGrammar | None = None) -> Anchors:
    """Find and date all time expressions of a document, against its publication as far as that is known."""
    grammar = grammar or load_time_grammar()
    published = document.publication.interval
    day = published.start if published.precision == "day" else None
    article = published if published.days is not None and published.days <= _LONGEST_ARTICLE_DAYS else None
    sentences = [(s.start_char, s.end_char) for s in doc.sents]
    anchor = day or (published.end if article else None)
    expressions = tuple(find_expressions(doc, sentences, anchor, grammar))
    starts = tuple(e.start for e in expressions)
    told = [_told(doc, start, end, expressions, starts, grammar) for start, end in sentences]
    utterances = tuple(u for u, speech in filter(None, told) if speech)
    events = tuple(u for u, speech in filter(None, told) if not speech)
    live = len(_STAMP.findall(text_of(doc))) >= _LEAST_STAMPS
    return Anchors(day, article, expressions, starts, utterances, events, grammar, live)


def _told(
    doc: Doc,
    start: int,
    end: int,
    expressions: tuple[TimeExpression, ...],
    starts: tuple[int, ...],
    grammar: TimeGrammar,
) -> tuple[Utterance, bool] | None:
    """The first date of a sentence that a verb of speech or a past happening takes, and whether it is speech."""
    for expression in expressions[bisect_left(starts, start) : bisect_left(starts, end)]:
        interval = expression.interval
        if interval is None or not is_date(expression) or (interval.days or 400) > 31:
            continue
        span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
        sentence = doc.char_span(start, end, alignment_mode="expand")
        if span is None or sentence is None:
            continue
        verb = governing_verb(words_of(doc)[span.root.i], grammar)
        if verb is None:
            continue
        words = frozenset(t.lower_ for t in sentence if t.is_alpha)
        speech = verb.lemma_.lower() in grammar.present["speech"] or _leads_to_speech(verb, grammar)
        if speech or (verb_tense(verb) == "past" and verb.dep_ not in ("relcl", "advcl")):
            return Utterance(start, end, words, interval), speech
    return None


def governing_verb(token: Word, grammar: TimeGrammar) -> Word | None:
    """The verb that a time word hangs on; a noun of speech ("in an interview on Monday") counts as one."""
    for _ in range(8):
        if token.head.i == token.i:
            return token if token.pos_ in ("VERB", "AUX") else None
        token = token.head
        if token.pos_ in ("VERB", "AUX") or token.lemma_.lower() in grammar.present["speech"]:
            return token
    return None


def _leads_to_speech(token: Word, grammar: TimeGrammar) -> bool:
    """Whether a word stands in a phrase that leads up to a verb of speech: "broadcast on Monday, he said"."""
    for _ in range(5):
        if token.dep_ in ("ROOT", "ccomp", "relcl", "conj"):
            return False
        token = token.head
        if token.lemma_.lower() in grammar.present["speech"]:
            return True
    return False


def is_date(expression: TimeExpression) -> bool:
    """Whether an expression names days at all, and is neither a bare duration nor a vague reference."""
    value = expression.value
    return value.interval is not None and value.kind != "DURATION" and expression.name != "reference"
