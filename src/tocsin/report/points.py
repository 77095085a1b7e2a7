"""Key points: the few incidents that a reader must know, one sentence each, none of them twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.incident import Incident
from tocsin.model.link import Link
from tocsin.report import words
from tocsin.report.context import Context, described
from tocsin.report.nouns import KeyPoint, Sentence
from tocsin.report.opposition import LEAST_SHARE, opposition, overlap_of, says_no
from tocsin.report.statements import Statement, statement
from tocsin.report.vocabulary import load_wording

USUAL, MOST = 7, 9
# Incidents that are looked at closely: those that move the answer most.
_POOL = 200
# A point's worth is divided once for each earlier point on the same indicator, by the same speaker or from the same
# document, so that one loud article does not fill the list.
_REPEAT = {"indicator": 0.5, "speaker": 0.6, "document": 0.8}
_NO_EVIDENCE = re.compile(r"\bno (?:\w+ )?(?:evidence|sign|signs|indication|indications|proof|information)\b")
_SAME_THING = 0.34
_SAME_WORDS, _SAME_SENTENCE = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Candidate:
    """An incident with the claim that states it best, and what it is worth."""

    incident: Incident
    claim: Claim
    statement: Statement
    indicator: str
    worth: float


def key_points(context: Context) -> tuple[tuple[KeyPoint, Candidate], ...]:
    """The points in order of worth, each with the candidate that it was made from."""
    chosen = choose(candidates(context), context)
    heard: Counter[str] = Counter()
    made = []
    for index, candidate in enumerate(chosen):
        before = chosen[index - 1].claim.document_id if index else ""
        made.append((_point(context, candidate, heard, before), candidate))
    return tuple(made)


def candidates(context: Context) -> tuple[Candidate, ...]:
    """Every relevant incident that can be stated, the worthiest first."""
    ranked = sorted(context.linkage.incidents, key=lambda incident: (-_weight(context, incident), incident.id))
    found = [candidate for incident in ranked[:_POOL] if (candidate := _candidate(context, incident))]
    return tuple(sorted(found, key=lambda candidate: (-candidate.worth, candidate.claim.id)))


def choose(ranked: Sequence[Candidate], context: Context) -> tuple[Candidate, ...]:
    """Greedy choice with a penalty for repetition; both directions are shown where reports speak both ways."""
    chosen: list[Candidate] = []
    pool = list(ranked)
    while pool and len(chosen) < USUAL:
        best = max(pool, key=lambda candidate: (_worth_beside(candidate, chosen), candidate.claim.id))
        pool.remove(best)
        if not _repeats(best, chosen):
            chosen.append(best)
    for effect in ("toward", "away"):
        if len(chosen) < MOST and not any(_effect(context, item) == effect for item in chosen):
            missing = next(
                (item for item in pool if _effect(context, item) == effect and not _repeats(item, chosen)), None
            )
            if missing:
                chosen.append(missing)
    return tuple(chosen)


def _candidate(context: Context, incident: Incident) -> Candidate | None:
    best: tuple[float, Claim, Statement] | None = None
    for claim in _relevant(context, incident):
        made = statement(context, claim)
        if made is None:
            continue
        quality = _quality(context, claim, made) * (1.1 if claim.id == incident.head else 1.0)
        # The sign is what the point is about: whoever says that it is not so speaks where nobody lights it.
        quality *= 1.0 if lights(context, claim) else 0.4
        if best is None or quality > best[0]:
            best = (quality, claim, made)
    if best is None or best[0] < 0.12:
        return None
    quality, claim, made = best
    worth = quality * (0.15 + _weight(context, incident) ** 0.5) * (1 + 0.25 * (len(incident.origins) - 1))
    matches = context.evidence[claim.id].matches
    return Candidate(incident, claim, made, matches[0].indicator if matches else "", worth)


def lights(context: Context, claim: Claim) -> bool:
    """Whether the statement lights the indicator under which it is shown: it neither denies nor misses it."""
    matches = context.evidence[claim.id].matches
    if not matches or matches[0].lit < 0:
        return False
    if matches[0].lit > 0 and context.denied(claim):
        # "Denies taking part" is lit by denying.
        indicator = context.indicators.get(matches[0].indicator)
        return indicator is not None and context.effect(claim) == indicator.effect
    return not (claim.polarity == "-" and _NO_EVIDENCE.search(context.text(claim)))


def _weight(context: Context, incident: Incident) -> float:
    return sum(context.weight.get(claim_id, 0.0) for claim_id in incident.claim_ids)


def _relevant(context: Context, incident: Incident) -> Iterator[Claim]:
    for claim_id in incident.claim_ids:
        if context.relevant(claim_id) and context.evidence[claim_id].matches:
            yield context.claims[claim_id]


def _quality(context: Context, claim: Claim, made: Statement) -> float:
    evidence = context.evidence[claim.id]
    factors = (
        made.fitness,
        1.0 if claim.attributed else 0.75,
        1.0 if claim.when or claim.said else 0.85,
        1.0 if evidence.sighting or claim.attributed else 0.7,
        1.0 if context.effect(claim) != "neutral" else 0.5,
        0.5 + 0.5 * evidence.matches[0].score,
        0.5 + 0.5 * min(1.0, context.telling.get(evidence.matches[0].indicator, 0.0)),
        0.5 + context.reliability.get(claim.origin.name, 0.5) if claim.origin else 1.0,
        load_wording().standing.get(claim.origin.type, 1.0) if claim.origin else 0.9,
    )
    product = 1.0
    for factor in factors:
        product *= factor
    return product


def _worth_beside(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    same = Counter[str]()
    for other in chosen:
        same["indicator"] += other.indicator == candidate.indicator
        same["speaker"] += other.statement.speaker == candidate.statement.speaker
        same["document"] += other.claim.document_id == candidate.claim.document_id
    worth = candidate.worth
    for kind, times in same.items():
        worth *= _REPEAT[kind] ** times
    return worth


def _repeats(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Whether a chosen point says nearly the same, which linking may have missed."""
    for other in chosen:
        shared = overlap_of(candidate.statement.quotation.text, other.statement.quotation.text)
        if shared >= (_SAME_WORDS if candidate.indicator == other.indicator else _SAME_SENTENCE):
            return True
    return False


def _effect(context: Context, candidate: Candidate) -> str:
    return context.effect(candidate.claim)


def _point(context: Context, candidate: Candidate, heard: Counter[str], before: str) -> KeyPoint:
    """One point. `before` is the document of the point above, which needs no naming twice."""
    effect = _effect(context, candidate)
    sentence = candidate.statement.sentence
    document = context.documents[candidate.claim.document_id]
    if document.id == before and not document.publisher:
        sentence = replace(sentence, text=_again(context, document, sentence.text))
    name = context.indicator_name(candidate.indicator)
    return KeyPoint(
        incident_id=candidate.incident.id,
        topic=name if lights(context, candidate.claim) else f"{name}: denied",
        effect=load_wording().effect[effect],
        statement=sentence,
        support=_support(context, candidate),
        against=tuple(_against(context, candidate, heard)),
    )


def _again(context: Context, document: Document, text: str) -> str:
    """The sentence with the article that the point above names as "the same article"."""
    shown = context.mask(described(document), document.id)
    for opening in (f"The article {shown}", words.capital(shown)):
        if text.startswith(opening):
            return f"The same article{text.removeprefix(opening)}"
    return text


def _support(context: Context, candidate: Candidate) -> str:
    """`Dated 1 March 2022; two articles, one origin; the article could not verify it.`"""
    claim, incident = candidate.claim, candidate.incident
    articles = {context.claims[claim_id].document_id for claim_id in incident.claim_ids}
    origins = len(incident.origins) or 1
    parts = [f"{words.counted(len(articles), 'article')}, {words.counted(origins, 'independent origin')}"]
    if len(articles) == 1 and origins == 1:
        parts = ["one article, one origin"]
    dated = _event_date(context, claim)
    if dated:
        parts.insert(0, f"dated {dated}")
    if claim.verification == "unverified":
        parts.append("the article could not verify it")
    elif claim.verification == "contradicted":
        parts.append("the article itself contradicts it")
    elif claim.verification == "confirmed":
        parts.append("the article calls it confirmed")
    return words.full_stop(words.capital("; ".join(parts)))


def _event_date(context: Context, claim: Claim) -> str:
    """The day of what is claimed, where it is one day or month and the words shown do not name it."""
    when = claim.when
    published = context.documents[claim.document_id].publication.interval
    if when is None or when.precision not in ("day", "month") or when == published or when == claim.said:
        return ""
    return words.days(when)


def _against(context: Context, candidate: Candidate, heard: Counter[str]) -> Iterator[Sentence]:
    """At most two statements that contradict the point, or sit badly with it. One that was `heard` beside another
    point is not repeated, and a pair that an earlier point has shown is not shown the other way round."""
    mine = set(candidate.incident.claim_ids)
    shown: set[str] = set()
    links = sorted(context.linkage.links, key=lambda link: (link.relation != "contradicts", -link.weight))
    for link in links:
        if link.relation not in ("contradicts", "tension") or len(shown) == 2:
            continue
        for here, there in ((link.a, link.b), (link.b, link.a)):
            other = context.incidents.get(there)
            if here not in mine or there in mine or other is None or not _opposed(context, link, candidate, there):
                continue
            if other.id in shown or heard[other.id]:
                continue
            pair = "~".join(sorted((candidate.incident.id, other.id)))
            if heard[pair]:
                continue
            found = _opponent(context, there, other)
            if found:
                shown.add(other.id)
                heard.update((other.id, pair))
                lead = "Against this" if link.relation == "contradicts" else "In tension with this"
                yield Sentence(f"{lead}: {found.text}", found.citations)
    for claim in _denials(context, candidate):
        other = context.incidents.get(claim.id)
        if shown or other is None or heard[other.id]:
            continue
        found = _opponent(context, claim.id, other)
        if found:
            shown.add(other.id)
            heard[other.id] += 1
            yield Sentence(f"Against this: {found.text}", found.citations)


def _opposed(context: Context, link: Link, candidate: Candidate, there: str) -> bool:
    """Whether a reader sees that the linked statement stands against the point: it must say the contrary of what is
    shown, or speak for the other answer about the same sign; two that say yes clash only in the words of a
    contradiction."""
    if not opposition(context, link):
        return False
    other, mine = context.claims[there], candidate.claim
    contrary = says_no(context, other) != says_no(context, mine)
    opposite = {context.effect(other), context.effect(mine)} == {"toward", "away"}
    alike = overlap_of(context.text(other), context.text(mine)) > 0
    if link.relation == "contradicts":
        return contrary or opposite or alike
    return (contrary and opposite) or (alike and (contrary or opposite))


def _denials(context: Context, candidate: Candidate) -> Iterator[Claim]:
    """Statements elsewhere that the point's sign is not so, in words that speak of the same, the weightiest first."""
    if not lights(context, candidate.claim):
        return
    mine = context.text(candidate.claim)
    others = [
        claim
        for claim in context.claims.values()
        if claim.id not in candidate.incident.claim_ids
        and context.relevant(claim.id)
        and any(match.indicator == candidate.indicator for match in context.evidence[claim.id].matches[:1])
        and not lights(context, claim)
        and overlap_of(context.text(claim), mine) >= _SAME_THING
    ]
    yield from sorted(others, key=lambda claim: (-context.weight.get(claim.id, 0.0), claim.id))


def _opponent(context: Context, claim_id: str, incident: Incident) -> Sentence | None:
    for candidate in dict.fromkeys((claim_id, incident.head, *incident.claim_ids)):
        made = statement(context, context.claims[candidate])
        if made and made.fitness >= 0.3 and made.share >= LEAST_SHARE:
            return made.sentence
    return None
