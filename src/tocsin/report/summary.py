"""The head of a brief: the question, the answer, and the paragraph that says both with the reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tocsin.model.judgement import Judgement
from tocsin.model.question import Question
from tocsin.report import words
from tocsin.report.context import Context
from tocsin.report.nouns import Answer, Citation, Heading, KeyPoint, Sentence
from tocsin.report.points import Candidate
from tocsin.report.vocabulary import load_wording

# The reasons come with what weakens the answer first; all of them stand under the method.
_MOST_REASONS = 2


def heading(context: Context) -> Heading:
    """The question in words, with its roles and criterion."""
    question = context.question
    parties = (("actor", question.actor), ("target", question.target), ("patron", question.patron))
    return Heading(
        question=dated(question.text),
        as_of=context.judgement.as_of,
        deadline=question.deadline,
        roles=tuple((role, party.name) for role, party in parties if party),
        criterion=question.criterion,
        notes=tuple(dated(note) for note in question.notes),
    )


def answer(context: Context) -> Answer:
    """The numbers of the judgement with their words."""
    judgement = context.judgement
    estimate = judgement.estimate
    return Answer(
        word=judgement.word,
        estimate=estimate,
        prior=judgement.prior,
        unwatched=judgement.unwatched,
        watched=judgement.watched,
        compliance=judgement.compliance,
        probability=words.about(estimate.probability),
        interval=words.interval(estimate),
        prior_words=f"{words.about(judgement.prior.probability)} ({words.interval(judgement.prior)})",
        span=_span(judgement),
        confidence=judgement.confidence,
        confidence_reasons=tuple(_reasons(context)),
        stages=tuple((stage.name, words.percent(stage.probability)) for stage in judgement.stages),
        compliance_words=_compliance(judgement),
    )


def summary(context: Context, points: Sequence[tuple[KeyPoint, Candidate]]) -> tuple[Sentence, ...]:
    """Three sentences: the bottom line, the strongest sign each way, how sure one may be."""
    return tuple(_summary(context, points))


def _summary(context: Context, points: Sequence[tuple[KeyPoint, Candidate]]) -> Iterator[Sentence]:
    judgement = context.judgement
    estimate, prior = judgement.estimate, judgement.prior
    yield Sentence(
        f"{_bottom_line(context.question, judgement.word)}: {words.about(estimate.probability)} "
        f"(90{words.SPACE}% interval {words.interval(estimate)}), "
        f"where the record of comparable cases alone gives {words.about(prior.probability)}.",
        judgement=True,
    )
    leads = {"toward": "The strongest sign for it is", "away": "the strongest sign against it is"}
    signs: list[str] = []
    cited: list[Citation] = []
    for effect, lead in leads.items():
        point = next((point for point, _ in points if point.effect == load_wording().effect[effect]), None)
        if point:
            signs.append(f"{lead} “{point.topic}”")
            cited += point.statement.citations
    if signs:
        yield Sentence(words.full_stop(words.capital("; ".join(signs))), _each_article(cited), judgement=True)
    reasons = "; ".join(_reasons(context)[:_MOST_REASONS])
    yield Sentence(
        f"Confidence in this is {judgement.confidence}{f': {reasons}' if reasons else ''}.",
        judgement=True,
    )


def _each_article(cited: Iterable[Citation]) -> tuple[Citation, ...]:
    """One citation an article."""
    by_number: dict[int, Citation] = {}
    for citation in cited:
        by_number.setdefault(citation.number, citation)
    return tuple(by_number.values())


def _reasons(context: Context) -> list[str]:
    """The reasons of the confidence. The width of the interval is the confidence in other words, and gives none."""
    kept = [reason for reason in context.judgement.confidence_reasons if not reason.startswith("the interval is ")]
    return [_reason(context, reason) for reason in kept]


def _reason(context: Context, reason: str) -> str:
    """A reason of the judgement with names masked and percentages as the brief writes them."""
    text = context.mask(context.named(reason)).rstrip(".")
    return re.sub(r"\b(\d+(?:\.\d+)?)%", lambda match: words.percent(float(match[1]) / 100), text)


def dated(text: str) -> str:
    """The text with ISO days written out."""

    def written(match: re.Match[str]) -> str:
        try:
            return words.day(date.fromisoformat(match[0]))
        except ValueError:
            return match[0]

    return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", written, text)


def _bottom_line(question: Question, word: str) -> str:
    """`It is very unlikely that Belarus's armed forces will enter … before 1 July 2022`."""
    proposition = _proposition(question.text)
    opening = f"There is {_article(word)}{word}" if word.endswith("chance") else f"It is {word}"
    if proposition:
        return f"{opening} that {proposition}"
    return f"{opening} that the answer to the question is yes"


def _compliance(judgement: Judgement) -> str:
    if judgement.compliance is None:
        return ""
    return f"the forces would obey with a probability of {words.about(judgement.compliance.probability)}"


def _article(word: str) -> str:
    return "" if word.startswith(("almost no", "no")) else "an " if word[0] in "aeiou" else "a "


def _proposition(text: str) -> str:
    """`Will X enter Y?` as `X will enter Y`; "" where the verb is not among those known."""
    match = re.match(r"\s*Will\s+(.+?)\s*\?*\s*$", text, re.DOTALL)
    if not match:
        return ""
    tokens = match[1].split()
    for index, token in enumerate(tokens):
        if index and token.lower() in load_wording().base_verbs:
            return dated(" ".join([*tokens[:index], "will", *tokens[index:]]))
    return ""


def _span(judgement: Judgement) -> str:
    unwatched, watched = words.percent(judgement.unwatched.probability), words.percent(judgement.watched.probability)
    if unwatched == watched:
        return f"{unwatched}, whether silence tells something or nothing"
    return f"{unwatched} if silence tells nothing, {watched} if whatever happens is reported"
