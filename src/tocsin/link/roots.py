"""Roots: claims that look like several grounds but go back to one origin.

`Origin.stated` is True where the articles themselves say so: the same named source each time, a source called to bear
out what the writer has just said, a message under two names, a conclusion drawn from one case.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tocsin.link.commonness import overlap
from tocsin.link.origin_words import OriginWords, holds, load_origin_words
from tocsin.link.origins import Ground, Grounds, origin_id
from tocsin.link.statement import Statement
from tocsin.link.words import load_stopwords, words_of
from tocsin.model.incident import Incident, Origin

GAP = 90  # characters between two claims within which the words between them can join them
OPENING = 60  # characters at a claim's beginning in which joining words are looked for
INFERRED = ("restates", "copied", "names", "takes its own", "tells it in both", "credited to", "speaks of")
NEAR = 320  # characters within which a message is the one last spoken of


def roots_of_document(members: Sequence[Statement], grounds: Grounds) -> tuple[Origin, ...]:
    """Groups of claims of one article that its words show to rest on one another. `members` are in text order."""
    vocabulary = load_origin_words()
    found = (
        *_borne_out(members, grounds, vocabulary),
        *_one_message(members, grounds, vocabulary),
        *_drawn_from(members, grounds, vocabulary),
    )
    return tuple(origin for origin in found if len(origin.claim_ids) > 1)


def roots_of_incident(incident: Incident, by_id: Mapping[str, Statement], grounds: Grounds) -> tuple[Origin, ...]:
    """Groups of claims of one incident that look like several grounds but go back to one origin."""
    found = (*_repeated([incident], by_id, grounds), *_restated([incident]))
    return tuple(origin for origin in found if len(origin.claim_ids) > 1)


def distinct(found: Iterable[Origin]) -> tuple[Origin, ...]:
    """Roots by claims and label; of two with the same, the one that the articles state, else the first by reason."""
    ordered = sorted(found, key=lambda origin: (origin.claim_ids, origin.label, not origin.stated, origin.reasons))
    kept: dict[tuple[tuple[str, ...], str], Origin] = {}
    for origin in ordered:
        kept.setdefault((origin.claim_ids, origin.label), origin)
    return tuple(kept.values())


def _group(label: str, statements: Iterable[Statement], stated: bool, reason: str, interest: str = "none") -> Origin:
    members = list(statements)
    ids = tuple(sorted({statement.claim.id for statement in members}))
    documents = tuple(sorted({statement.claim.document_id for statement in members}))
    return Origin(origin_id(f"root:{label}", ids), label, ids, documents, stated, (reason,), interest)


def root_of_ground(members: Sequence[Statement], ground: Ground) -> Origin | None:
    """All that rests on one origin: a man quoted ten times is one witness. `members` are in text order."""
    if len(members) < 2:
        return None
    count = len({statement.claim.document_id for statement in members})
    where = "one article" if count == 1 else f"{count} articles"
    reason = f"{where} give the same origin for all of them: {ground.label}"
    return _group(ground.label, members, True, reason, ground.side)


def _repeated(incidents: Sequence[Incident], by_id: Mapping[str, Statement], grounds: Grounds) -> list[Origin]:
    """One writer who says one thing twice."""
    found = []
    for incident in incidents:
        groups: dict[str, list[Statement]] = defaultdict(list)
        for claim_id in incident.claim_ids:
            statement = by_id[claim_id]
            if not statement.claim.attributed:
                groups[grounds.of(statement.claim).key].append(statement)
        for members in groups.values():
            label = grounds.of(members[0].claim).label
            found.append(_group(label, members, True, "the same writer says it again"))
    return found


def _restated(incidents: Sequence[Incident]) -> list[Origin]:
    """What `origins` joined within an incident, where that was inferred."""
    return [
        origin
        for incident in incidents
        for origin in incident.origins
        if len(origin.claim_ids) > 1
        and not origin.stated
        and any(word in r for r in origin.reasons for word in INFERRED)
    ]


def _borne_out(members: Sequence[Statement], grounds: Grounds, vocabulary: OriginWords) -> list[Origin]:
    """A claim of the writer's, with a source called to bear it out in the same breath: one ground, not two."""
    found = []
    for first, second in itertools.pairwise(members):
        author, sourced = (first, second) if second.claim.attributed else (second, first)
        if author.claim.attributed or not sourced.claim.attributed:
            continue
        text = grounds.documents[first.claim.document_id].text
        between = text[first.claim.content.end : second.claim.content.start] if first is author else ""
        cue = sourced.claim.cue.text(text) if sourced.claim.cue else ""
        same_words = author.text.casefold() == sourced.text.casefold()
        near = second.position - first.claim.content.end <= GAP
        if same_words or (near and "\n\n" not in between and holds(f"{between} {cue}", vocabulary.bearing_out)):
            ground = grounds.of(sourced.claim)
            reason = f"the writer's claim is given as borne out by {ground.label}, and rests on nothing else"
            found.append(_group(ground.label, (author, sourced), True, reason, ground.side))
    return found


def _one_message(members: Sequence[Statement], grounds: Grounds, vocabulary: OriginWords) -> list[Origin]:
    """A message, report or rumour that is spoken of in one sentence and quoted in the next."""
    found = []
    for index, statement in enumerate(members):
        source = statement.claim.origin
        if source is None:
            continue
        text = grounds.documents[statement.claim.document_id].text
        mention = statement.claim.chain[-1].mention.text(text)
        if source.type not in ("document", "unnamed") and len(mention.split()) > 2:
            continue  # "a report of the ministry" names its own source
        if not holds(mention, vocabulary.message):
            continue
        for earlier in members[max(0, index - 3) : index]:
            near = statement.position - earlier.claim.content.end <= NEAR
            if near and not earlier.claim.attributed and holds(earlier.text, vocabulary.message):
                reason = f"“{mention}” is the one spoken of just before"
                found.append(_group(source.name, (earlier, statement), True, reason, source.side))
    return found


def _drawn_from(members: Sequence[Statement], grounds: Grounds, vocabulary: OriginWords) -> list[Origin]:
    """Conclusions and the one case that they are drawn from: a case told, and claims that it "confirms"."""
    links: list[tuple[Statement, Statement]] = []
    for index, statement in enumerate(members[1:], 1):
        before = members[index - 1]
        text = grounds.documents[statement.claim.document_id].text
        start = max(before.claim.content.end, statement.position - GAP)
        between = text[start : statement.position] if start < statement.position else ""
        # The joining words may have been taken into the claim itself.
        between = (between + statement.text[:OPENING]).rpartition(". ")[2]
        if statement.claim.attributed or not holds(between, vocabulary.inference):
            continue
        evidence = before if _points_back(between) else _spoken_of(between, members[:index])
        if evidence is not None:
            links.append((evidence, statement))
    return [
        _group(
            "one case, and what is read out of it", group, True, "the article offers the one as proof of the other"
        )
        for group in _joined(links)
    ]


def _points_back(between: str) -> bool:
    """Whether the joining words begin with a pronoun: "It is confirmed by", "This means"."""
    words = words_of(between)
    return bool(words) and words[0].stem in ("it", "this", "that", "which", "these", "they")


def _spoken_of(between: str, earlier: Sequence[Statement]) -> Statement | None:
    """The claim that the joining words name: "the soldier's action confirms" is the soldier's leaving."""
    common = load_stopwords()
    named = {word.stem for word in words_of(between)} - common
    scored = [(overlap(named, {word.stem for word in words_of(s.text)} - common), -s.position, s) for s in earlier]
    best = max(scored, key=lambda row: row[:2], default=None)
    return best[2] if best and best[0] >= 0.12 else None


def _joined(links: Sequence[tuple[Statement, Statement]]) -> list[list[Statement]]:
    groups: list[list[Statement]] = []
    for first, second in links:
        home = next((group for group in groups if first in group), None)
        if home is None:
            groups.append([first, second])
        else:
            home.append(second)
    return groups
