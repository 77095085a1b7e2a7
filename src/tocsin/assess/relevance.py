"""Which documents and claims bear on the question. What doesn't is kept, with the reason, and doesn't count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tocsin.assess.matching_features import Features, Scene, make_scene
from tocsin.assess.matching_model import Matcher
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.evidence import IndicatorMatch

# A short text (a single coded claim) needs one sign of conflict reporting, an article needs this many.
_SIGNS_OF_ARTICLE = 3
_ARTICLE = 600


@dataclass(frozen=True, slots=True)
class DocumentRelevance:
    """Whether a document bears on the question, and why (not).

    `open` is True where it doesn't as a whole but names a party and is about nothing else: a claim in it that
    speaks of an indicator in its own words counts all the same.
    """

    relevant: bool
    reason: str
    open: bool = False


def document_relevance(document: Document, claims: Sequence[Claim], matcher: Matcher) -> DocumentRelevance:
    """Decide from the parties that the text names, conflict words, and words of other subjects.

    `claims` of the document are not needed for the decision today and may be empty.
    """
    return document_relevance_of(
        make_scene(document.text, matcher.finder, matcher.vocabulary, matcher.template.symmetric), matcher
    )


def document_relevance_of(scene: Scene, matcher: Matcher) -> DocumentRelevance:
    """The same from a scene already made."""
    roles = Counter(mention.role for mention in scene.mentions)
    actor = matcher.question.actor.name
    if not scene.text.strip():
        return DocumentRelevance(False, "the text is empty")
    conflict = sum(len(scene.concepts.get(key, ())) for key in matcher.judging.conflict)
    topic, count = _other_topic(scene, matcher)
    # Where an ally's war goes on anyway, much of what is said of the other parties does not bear on the actor.
    named = roles["actor"] or (roles["target"] and matcher.question.patron is None)
    ajar = bool(named) and count <= conflict
    if not roles["actor"]:
        at_war = roles["target"] and roles["patron"]
        return DocumentRelevance(
            False, f"speaks of the war but does not name {actor}" if at_war else f"does not name {actor}", ajar
        )
    needed = _SIGNS_OF_ARTICLE if len(scene.text) > _ARTICLE else 1
    if conflict < needed:
        return DocumentRelevance(False, f"names {actor} but speaks of no conflict", ajar)
    if count > conflict:
        return DocumentRelevance(False, f"is about {topic} ({count} words of it against {conflict} of conflict)")
    linked = roles["target"] + roles["patron"]
    if not linked and roles["other"] > roles["actor"]:
        return DocumentRelevance(False, f"names {actor}, but is about other states", ajar)
    parties = ", ".join(f"{role} {roles[role]}×" for role in ("actor", "target", "patron") if roles[role])
    return DocumentRelevance(True, f"names {parties} and speaks of conflict ({conflict} words)")


def _other_topic(scene: Scene, matcher: Matcher) -> tuple[str, int]:
    """The subject foreign to warning questions with most words in the text, and their number."""
    lowered = scene.text.lower()
    others = {topic: len(pattern.findall(lowered)) for topic, pattern in matcher.judging.topics.items()}
    return max(others.items(), key=lambda item: item[1])


def claim_relevance(
    document: DocumentRelevance, features: Features, matches: Sequence[IndicatorMatch], certain: bool, actor: str
) -> tuple[bool, str]:
    """Whether a claim counts: its document must, and it must speak of a sign or of a party in conflict.

    `certain` says that the best match rests on the claim's own words; then an open document is enough.
    """
    if document.open and matches and certain:
        return True, f"speaks of {matches[0].indicator}, though its document {document.reason}"
    if not document.relevant:
        return False, f"its document {document.reason}"
    if matches:
        return True, f"speaks of {matches[0].indicator}"
    named = [role for role in ("actor", "target", "patron") if f"@{role}" in features.names]
    if not named:
        return False, f"speaks of no indicator and names neither {actor} nor the other parties"
    return False, "names a party but speaks of no indicator"
