"""When what is claimed happened or holds, and when it was said: intervals with the precision that the words give.

Nothing is guessed: without a time word the claim is dated only where its verb says that it is under way as it is
said, and then only to a day of speaking that is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_syntax import auxiliaries, lemma
from tocsin.extract.parsed_text import text_of
from tocsin.extract.time_anchors import Anchors, anchors, is_date
from tocsin.extract.time_expressions import TimeExpression, reread, verb_tense
from tocsin.extract.time_holding import is_told_live, is_under_way
from tocsin.extract.time_said import belongs_to_cue, cue_token, said_of
from tocsin.extract.word import Word, word_at, words_of
from tocsin.model.interval import Interval

__all__ = ["Anchors", "Times", "anchors", "resolve_times"]


_ATTRIBUTIVE = ("relcl", "acl")
_CLAUSE_BORDERS = ("relcl", "ccomp", "advcl", "acl", "csubj", "parataxis")


@dataclass(frozen=True, slots=True)
class Times:
    """Event time and utterance time, None where the text doesn't tell, with reasons in words."""

    when: Interval | None
    said: Interval | None
    reasons: tuple[str, ...]


def resolve_times(doc: Doc, draft: Draft, anchors: Anchors) -> Times:
    """Both times of one drafted claim."""
    reasons: list[str] = []
    said = said_of(doc, draft, anchors, reasons) if draft.chain else None
    spoken = said.start if said and said.precision == "day" else anchors.day
    when = _stated(doc, draft, anchors, spoken, reasons)
    if when is None:
        when = _framed(doc, draft, anchors, reasons)
    if when is None and said is not None and _seen(draft):
        when = said
        reasons.append("seen and told on one day")
    live = when is None and is_told_live(doc, draft, anchors)
    if live or (when is None and is_under_way(doc, draft, anchors)):
        older = draft.quoted and bool(draft.chain) and not live and not _fresh(anchors)
        when = said or (None if older else anchors.article)
        if when is not None:
            reasons.append("under way on the day it is said")
    if when is None:
        when = _carried(doc, draft, anchors, reasons)
    return Times(when, said, tuple(reasons))


def _fresh(anchors: Anchors) -> bool:
    """Whether an article's quotations are of its own days: it dates no words that are older than two weeks."""
    if anchors.day is None:
        return False
    first = anchors.day - timedelta(days=14)
    return all(u.interval.end is None or u.interval.end >= first for u in anchors.utterances)


_LATER = (
    "after that",
    "later",
    "then",
    "since then",
    "afterward",
    "eventually",
    "previously",
    "earlier",
    "meanwhile",
    "soon",
)


_SIGHTINGS = (
    "record",
    "observe",
    "spot",
    "detect",
    "see",
    "register",
    "notice",
    "witness",
    "show",
    "film",
    "capture",
)


def _seen(draft: Draft) -> bool:
    """Whether the cue is a sighting, which has the date of what is seen."""
    return bool(set(draft.cue_key.lower().split()) & set(_SIGHTINGS))


def _carried(doc: Doc, draft: Draft, anchors: Anchors, reasons: list[str]) -> Interval | None:
    """The date of the happening just told: a past verb goes on with it, within two sentences of one paragraph."""
    root = words_of(doc)[draft.root]
    if draft.condition is not None or verb_tense(root) != "past" or _habitual(root):
        return None
    if any(a.tag_ in ("VBZ", "VBP", "MD") for a in auxiliaries(root)) or any(c.dep_ == "neg" for c in root.children):
        return None
    cue = cue_token(doc, draft)
    if draft.chain and not draft.quoted and (cue is None or cue.tag_ != "VBD" or verb_tense(root) != "past"):
        return None
    if text_of(doc)[draft.sentence.start : draft.sentence.start + 12].lower().startswith(_LATER):
        return None
    start = draft.sentence.start
    earlier = [e for e in anchors.events if e.end <= start + 1]
    if not earlier or any(is_date(e) for e in anchors.within(start, draft.content.start)):
        return None
    event = earlier[-1]
    between = text_of(doc)[event.end : start]
    if (
        "\n" in between
        or "\n" in text_of(doc)[event.start : event.end].strip()
        or len(between) > (600 if draft.quoted else 160)
    ):
        return None
    reasons.append("goes on with the happening dated just before")
    return event.interval


def _habitual(root: Word) -> bool:
    return any(a.lower_ in ("would", "used") for a in auxiliaries(root))


def _stated(doc: Doc, draft: Draft, anchors: Anchors, spoken: date | None, reasons: list[str]) -> Interval | None:
    """The time word in the content that stands nearest to its verb."""
    candidates: list[tuple[int, int, TimeExpression]] = []
    cue = cue_token(doc, draft)
    for expression in anchors.within(draft.content.start, draft.content.end):
        token = word_at(doc, expression.start)
        if cue is not None and belongs_to_cue(token, cue, draft.root) and not _own_tail(expression, cue, draft):
            continue
        if _no_adjunct(doc, expression, token):
            continue
        known = expression
        if draft.chain and spoken is not None and spoken != anchors.day and expression.value.basis == "deictic":
            known = reread(expression, spoken, anchors.grammar)
        if is_date(known) or (known.name == "past_span" and known.interval):
            distance = _distance(word_at(doc, expression.start), draft)
            if distance < 3 and not (distance and expression.name == "day_word"):
                candidates.append((distance, expression.start, known))
    if not candidates:
        return None
    _, _, best = min(candidates, key=_nearest)
    others = [c for _, _, c in candidates if c.start > best.start]
    interval = _bounded(doc, best, others, draft, spoken or anchors.day)
    reasons.append(f"dated by “{text_of(doc)[best.start : best.end]}”")
    return interval


def _own_tail(expression: TimeExpression, cue: Word, draft: Draft) -> bool:
    """A time at the end of a verbless content that follows its cue ("expects a profit of 4 million this year")."""
    return cue.idx < draft.content.start < expression.start


_COMPARED = re.compile(r"(?:\bthan|\bwith|\bfrom|\bagainst|\bversus|\bto)\s+(?:in\s+|the\s+|on\s+)*$", re.IGNORECASE)
_COMPARING = re.compile(
    r"\b(?:compared|comparison|relative|from\s+(?:the\s+)?(?:same|a\s+year)|than|more|less|up|down)\b", re.IGNORECASE
)


def _no_adjunct(doc: Doc, expression: TimeExpression, token: Word) -> bool:
    """Whether a date is no time of the clause: what it compares with ("than last year"), its object ("forgot 1987")
    or part of a name ("the Tuesday boat")."""
    before = text_of(doc)[max(0, expression.start - 40) : expression.start]
    if _COMPARED.search(before) and _COMPARING.search(before[-28:]):
        return True
    if expression.name in ("year", "years") and token.dep_ == "dobj":
        return True
    return expression.name == "weekday" and token.dep_ == "compound" and token.head.idx >= expression.end


def _nearest(candidate: tuple[int, int, TimeExpression]) -> tuple[int, int]:
    # A day beats the year that it stands beside, whichever comes first.
    size = candidate[2].interval.days if candidate[2].interval else None
    return (candidate[0] * 100_000 + (size or 99_999), candidate[1])


def _distance(token: Word, draft: Draft) -> int:
    """How many clauses lie between a time word and the claim's own verb."""
    borders = 0
    for _ in range(12):
        if token.i == draft.root or token.head.i == token.i:
            break
        # What dates a relative clause or participle does not date the claim.
        borders += 3 if token.dep_ in _ATTRIBUTIVE else token.dep_ in _CLAUSE_BORDERS
        token = token.head
    return borders


def _bounded(
    doc: Doc, best: TimeExpression, others: list[TimeExpression], draft: Draft, day: date | None
) -> Interval | None:
    """The interval with what the word before it does: since, until, before, between."""
    interval = best.interval
    if interval is None:
        return None
    if best.connector in ("from", "between") and others and others[0].interval:
        between = text_of(doc)[best.end : others[0].start].strip().lower()
        last = others[0].interval.end
        if (
            between in ("to", "and", "until", "till", "through", "-", "–")
            and interval.start
            and last
            and interval.start <= last
        ):
            return Interval(interval.start, last)
    future = verb_tense(words_of(doc)[draft.root]) == "future" or any(
        a.tag_ == "MD" for a in auxiliaries(words_of(doc)[draft.root])
    )
    connector = best.connector or _connector(word_at(doc, best.start))
    match "" if best.name == "ago" else connector:
        case "since" | "starting" | "beginning" | "as of":
            return Interval(interval.start, day) if day and interval.start and interval.start <= day else interval
        case "until" | "till" | "up to" | "through":
            ahead = day if day and interval.end and day <= interval.end else None
            return Interval(ahead, interval.end)
        case "by":
            if day and interval.end and day <= interval.end:
                return Interval(day, interval.end)
            return Interval(None, interval.end)
        case "before" | "prior to":
            last = interval.start - timedelta(days=1) if interval.start else None
            ahead = day if day and last and day <= last else None
            return Interval(ahead, last) if last else None
        case "after" | "following":
            start = interval.end + timedelta(days=1) if interval.end else None
            return Interval(start, day if start and day and start <= day and not future else None) if start else None
    return interval


def _connector(token: Word) -> str:
    """The preposition over a noun that a date belongs to: "even before the events of 2020"."""
    for _ in range(5):
        if token.dep_ == "prep" and token.lower_ in ("since", "before", "after", "until", "till"):
            return str(token.lower_)
        if token.head.i == token.i or token.pos_ in ("VERB", "AUX"):
            break
        token = token.head
    return ""


def _framed(doc: Doc, draft: Draft, anchors: Anchors, reasons: list[str]) -> Interval | None:
    """A date outside the content that dates it: of the frame ("on 5 March it became known that …") or of the clause
    that it is coordinated with."""
    root = words_of(doc)[draft.root]
    if root.pos_ in ("NOUN", "PROPN") and any(c.dep_ == "relcl" for c in root.children):
        return None
    over = _verbs_over(root)
    if draft.chain:
        # Within somebody's words only the verb that this one is coordinated with lends its date.
        over = {root.head.i: root.head} if root.dep_ == "conj" and root.pos_ == "VERB" else {}
    for expression in anchors.within(draft.sentence.start, draft.content.start):
        if not is_date(expression) or text_of(doc)[expression.end : expression.end + 2] in ("’s", "'s"):
            continue
        frame = over.get(_governor(word_at(doc, expression.start)))
        if frame is None:
            continue
        # A date of the frame is the claim's where the frame tells how it became known, or where neither is past.
        coordinated = frame.i == root.head.i and root.dep_ == "conj"
        known = lemma(frame) in anchors.grammar.present["known"]
        if coordinated or known or verb_tense(root) != "past":
            reasons.append(f"dated by “{text_of(doc)[expression.start : expression.end]}” before it")
            return expression.interval
    return None


def _verbs_over(token: Word) -> dict[int, Word]:
    """The verbs over a clause, as far as an adverbial or relative border."""
    over = {token.i: token}
    for _ in range(10):
        if token.head.i == token.i or token.dep_ in ("relcl", "advcl"):
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            over[token.i] = token
    return over


def _governor(token: Word) -> int:
    """The index of the verb that a time word hangs on, or -1."""
    for _ in range(8):
        if token.head.i == token.i:
            return -1
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return int(token.i)
    return -1
