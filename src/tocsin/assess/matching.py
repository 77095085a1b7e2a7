"""Claims to indicators: words and roles by rules, meaning by vectors, each match with its reasons."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from tocsin.assess.direction import Reading, claim_direction, denied_before, is_sighting, lit_of, unheld_words
from tocsin.assess.direction_words import load_judging_words
from tocsin.assess.matching_features import Features, Scene, conditions, features, holds, make_scene
from tocsin.assess.matching_learned import MatchLayer, MatchRuling, corrections, train
from tocsin.assess.matching_likeness import anchor_sentences, likeness_of, load_background, ordinary_likeness
from tocsin.assess.matching_model import Likened, Matcher, MatchSettings
from tocsin.assess.matching_rules import best_rules, concepts_of
from tocsin.assess.matching_words import Rule, Vocabulary, load_vocabulary
from tocsin.assess.relevance import DocumentRelevance, claim_relevance, document_relevance_of
from tocsin.assess.roles import load_role_finder
from tocsin.assess.templates import fill
from tocsin.assess.triage import worth_vectors
from tocsin.model.claim import Claim
from tocsin.model.codec import digest
from tocsin.model.document import Document
from tocsin.model.evidence import Evidence, IndicatorMatch
from tocsin.model.ports import Embedder, Vectors
from tocsin.model.question import Question
from tocsin.model.template import Template
from tocsin.text.gazetteer import load_gazetteer

FEWEST_WORDS = 3
# A likeness that alone makes a match, in standard deviations.
STRIKING = 2.5
_POINTS_BACK = re.compile(
    r"\b(?:he|she|it|they|him|them|his|her|its|their|this|that|these|those|such|some|others|both|the same)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Scored:
    """One claim's scores by indicator, with the likeness and the rule behind each."""

    scores: Vectors
    likeness: Vectors
    rules: Mapping[int, tuple[Rule, bool]]
    inherited: frozenset[int]


def load_matcher(
    template: Template,
    question: Question,
    embedder: Embedder,
    settings: MatchSettings | None = None,
    standing: Embedder | None = None,
    layer: MatchLayer | None = None,
) -> Matcher:
    """Tables, rules and anchor vectors for one question. Reads Tocsin's own data files and nothing else.

    `standing` embeds the indicators' sentences, which are the same at every start: a cached form of `embedder`.
    A `layer` of another embedder is left out.
    """
    layer = layer if layer and layer.embedder == embedder.version else None
    settings = settings or MatchSettings()
    sentences, owners = anchor_sentences(template, question)
    background = [fill(words, question) for words in load_background()]
    vectors = (standing or embedder).embed([*sentences, *background])
    anchors = vectors[: len(sentences)]
    mean, spread = ordinary_likeness(vectors, anchors, owners, len(template.indicators))
    vocabulary = load_vocabulary(template)
    told = (template.digest, question.id, embedder.version, sentences, background, *_in_words(vocabulary))
    key = digest(*told, asdict(settings), layer.version if layer else "")
    return Matcher(
        template=template,
        question=question,
        embedder=embedder,
        finder=load_role_finder(question, load_gazetteer()),
        vocabulary=vocabulary,
        judging=load_judging_words(),
        anchors=anchors,
        owners=owners,
        mean=mean,
        spread=spread,
        settings=settings,
        version=hashlib.sha256(key.encode()).hexdigest()[:16],
        layer=layer,
    )


def _in_words(vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    """Rules and concepts as text, for a digest."""
    rules = [f"{rule.indicator} {rule.words} {rule.weight}" for rule in vocabulary.rules]
    return rules, [f"{key} {pattern.pattern}" for key, pattern in vocabulary.concepts.items()]


def match(documents: Sequence[Document], claims: Sequence[Claim], matcher: Matcher) -> tuple[Evidence, ...]:
    """One Evidence a claim, in the order of the claims: its indicators, its direction, and whether it counts."""
    texts = {document.id: document for document in documents}
    scenes = {
        key: make_scene(texts[key].text, matcher.finder, matcher.vocabulary, matcher.template.symmetric)
        for key in dict.fromkeys(claim.document_id for claim in claims)
    }
    relevance = {key: document_relevance_of(scene, matcher) for key, scene in scenes.items()}
    years = {key: _year(texts[key]) for key in scenes}
    contents = [claim.content.text(texts[claim.document_id].text) for claim in claims]
    likeness = claim_likeness(contents, matcher, worth_vectors(claims, relevance))
    found: dict[int, Evidence] = {}
    previous: dict[str, tuple[Claim, Scored]] = {}
    for index in sorted(range(len(claims)), key=lambda i: (claims[i].document_id, claims[i].content.start, i)):
        claim, key = claims[index], claims[index].document_id
        own = features(scenes[key], claim.content, claim, conditions(scenes[key], claim))
        scored = score_claim(claim, own, scenes[key], likeness[index], previous.get(key), matcher)
        previous[key] = (claim, scored)
        reading = Reading(claim, contents[index], own, years[key], denied_before(scenes[key].text, claim))
        found[index] = _evidence(reading, scored, relevance[key], matcher)
    return tuple(found[index] for index in range(len(claims)))


def claim_likeness(
    contents: Sequence[str], matcher: Matcher, worth: Sequence[bool] | None = None
) -> tuple[Likened, ...]:
    """How like each text is to each indicator, and what the trained layer makes of it. Those that are not `worth` it
    get no vector and are like nothing in particular; without it all are."""
    worth = worth or [True] * len(contents)
    unique = list(dict.fromkeys(text for text, wanted in zip(contents, worth, strict=True) if wanted))
    ordinary = np.zeros(len(matcher.indicators), dtype=np.float32)
    if not unique:
        return tuple(Likened(ordinary, ordinary) for _ in contents)
    vectors = matcher.embedder.embed(unique)
    raw = likeness_of(vectors, matcher.anchors, matcher.owners, len(matcher.indicators))
    rows = {text: row for row, text in enumerate(unique)}
    standard = np.asarray((raw - matcher.mean) / matcher.spread, dtype=np.float32)
    learned = np.zeros_like(standard)
    if matcher.layer:
        keys = [indicator.key for indicator in matcher.indicators]
        learned = corrections(matcher.layer, vectors, sign_vectors(matcher), standard, keys)
    return tuple(
        Likened(standard[rows[text]], learned[rows[text]]) if wanted else Likened(ordinary, ordinary)
        for text, wanted in zip(contents, worth, strict=True)
    )


def learn(rulings: Sequence[MatchRuling], matcher: Matcher) -> MatchLayer | None:
    """The layer that an analyst's rulings on matches teach, or None while there are too few or they teach nothing.

    Rulings on indicators that the template does not have are left out.
    """
    places = {indicator.key: place for place, indicator in enumerate(matcher.indicators)}
    own = [ruling for ruling in rulings if ruling.indicator in places]
    if not own:
        return None
    claims = matcher.embedder.embed([ruling.text for ruling in own])
    signs = sign_vectors(matcher)[[places[ruling.indicator] for ruling in own]]
    return train(own, claims, signs, matcher.embedder.version)


def sign_vectors(matcher: Matcher) -> Vectors:
    """The mean vector of each indicator's sentences."""
    owners = np.asarray(matcher.owners)
    means = [matcher.anchors[owners == index].mean(axis=0) for index in range(len(matcher.indicators))]
    return np.asarray(means, dtype=np.float32)


def score_claim(
    claim: Claim,
    own: Features,
    scene: Scene,
    likened: Likened,
    previous: tuple[Claim, Scored] | None,
    matcher: Matcher,
) -> Scored:
    """Scores of one claim; `previous` is the claim before it in the same document."""
    settings = matcher.settings
    places = {indicator.key: index for index, indicator in enumerate(matcher.indicators)}
    rules = best_rules(claim, own, scene, matcher)
    weights = np.zeros(len(matcher.indicators), dtype=np.float32)
    for index, (rule, borrowed) in rules.items():
        weights[index] = rule.weight * (settings.borrowed if borrowed else 1.0)
    for veto in matcher.vocabulary.vetoes:
        if holds(veto, own.names):
            weights[places[veto.indicator]] = -settings.veto / settings.rule
            rules.pop(places[veto.indicator], None)
    likeness = likened.standard
    striking = np.maximum(likeness - settings.knee, 0.0)
    logits = (
        likened.learned
        + settings.bias
        + settings.likeness * likeness
        + settings.steep * striking
        + settings.rule * weights
    )
    scores = np.asarray(1.0 / (1.0 + np.exp(-logits)), dtype=np.float32)
    inherited: frozenset[int] = frozenset()
    said = scene.text[claim.content.start : claim.content.end]
    if previous and scores.max() < settings.threshold and _follows(claim, said, previous[0], settings.reach):
        told_on = bool(claim.chain) and claim.origin == previous[0].origin
        handed = previous[1].scores * (settings.told_on if told_on else settings.inherited)
        handed[weights < 0] = 0.0
        inherited = frozenset(int(i) for i in np.flatnonzero(handed > scores))
        scores = np.maximum(scores, handed)
    return Scored(scores, likeness, rules, inherited)


def _follows(claim: Claim, text: str, previous: Claim, reach: int) -> bool:
    """Whether a claim goes on with the previous one's subject: a clause soon after it that points back to it."""
    start = claim.content.start
    if start < previous.content.start or start - previous.content.end > reach or len(text.split()) < FEWEST_WORDS:
        return False
    same_voice = bool(claim.chain) and claim.origin == previous.origin
    return same_voice or bool(_POINTS_BACK.search(text))


def _evidence(reading: Reading, scored: Scored, document: DocumentRelevance, matcher: Matcher) -> Evidence:
    claim, own, words = reading.claim, reading.features, matcher.judging
    matches = tuple(
        _match(reading, int(index), scored, matcher) for index in _chosen(scored.scores, matcher.settings)
    )
    by_key = {indicator.key: indicator for indicator in matcher.indicators}
    direction, why = claim_direction(reading, matches, by_key, words)
    sighting, seen = is_sighting(claim, reading.text, matches, words, own)
    matches = tuple(_quieted(reading, item, matcher) for item in matches)
    relevant, reason = claim_relevance(document, own, matches, _certain(scored), matcher.question.actor.name)
    return Evidence(claim.id, relevant, reason, matches, direction, sighting, (why, seen))


def _certain(scored: Scored) -> bool:
    """Whether the best match rests on a rule or a striking likeness of the claim's own words."""
    best = int(np.argmax(scored.scores))
    return best not in scored.inherited and (best in scored.rules or float(scored.likeness[best]) >= STRIKING)


def _quieted(reading: Reading, item: IndicatorMatch, matcher: Matcher) -> IndicatorMatch:
    """A spoken sign that is only somebody's forecast or opinion lights nothing; where it points is kept."""
    why = unheld_words(reading.claim, item.indicator, matcher.judging, reading.features)
    return replace(item, lit=0, reasons=(*item.reasons, why)) if why else item


def _chosen(scores: Vectors, settings: MatchSettings) -> list[int]:
    order = np.argsort(-scores, kind="stable")[: settings.most]
    first = float(scores[order[0]])
    return [
        int(index)
        for index in order
        if scores[index] >= settings.threshold and (index == order[0] or scores[index] >= settings.second * first)
    ]


def _match(reading: Reading, index: int, scored: Scored, matcher: Matcher) -> IndicatorMatch:
    indicator, own = matcher.indicators[index], reading.features
    lit, why = lit_of(reading.claim, reading.text, indicator.key, matcher.judging, denied=reading.denied)
    reasons = [_likeness_words(float(scored.likeness[index]))]
    if index in scored.inherited:
        reasons.append("carried on from the claim before it, so it adds no sighting of its own")
        lit, why = 0, "a particular of what was said before"
    if index in scored.rules:
        rule, borrowed = scored.rules[index]
        said = [f"{key} “{own.words[key]}”" for key in concepts_of(rule) if key in own.words]
        where = " with the words of its sentence" if borrowed else ""
        reasons.append(f"rule [{rule.words}] holds{where}" + (f": {', '.join(said)}" if said else ""))
    reasons.append(why)
    score = min(max(float(scored.scores[index]), 0.0), 1.0)
    return IndicatorMatch(indicator.key, round(score, 4), lit, tuple(reasons))


def _likeness_words(z: float) -> str:
    return f"likeness to the indicator's words {z:+.1f} standard deviations"


def _year(document: Document) -> int | None:
    interval = document.publication.interval
    known = interval.end or interval.start
    return known.year if known else None


def explain(claim: Claim, text: str, scored: Scored, matcher: Matcher, most: int = 5) -> tuple[str, ...]:
    """The best-scored indicators of a claim in words, whether they passed the threshold or not."""
    order = np.argsort(-scored.scores, kind="stable")[:most]
    return tuple(
        f"{matcher.indicators[i].key} {scored.scores[i]:.2f} (z {scored.likeness[i]:+.1f}, "
        f"rule {scored.rules[int(i)][0].words if int(i) in scored.rules else '–'})"
        for i in order
    )
