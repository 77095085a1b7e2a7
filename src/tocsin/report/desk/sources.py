"""Sources: who they are, how far they are taken at their word and why, and how that fared."""

from __future__ import annotations

from tocsin.model.decision import Decision
from tocsin.report import words
from tocsin.report.desk.claims import claim_brief
from tocsin.report.desk.conflicts import conflict_row
from tocsin.report.desk.decisions import decision_row
from tocsin.report.desk.incidents import incident_row
from tocsin.report.desk.sight import Row, Sight, UnknownIdError
from tocsin.report.desk.voices import Voice, voices
from tocsin.report.speakers import side_words
from tocsin.report.vocabulary import load_wording

SORTS = ("claims", "origins", "grade", "name", "alone")
MOST = 200
LAST_GRADE = "Z"


def source_row(sight: Sight, voice: Voice) -> Row:
    """One source in a line, under the names of the CLI's table."""
    grade = voice.grade
    alone = len(voice.alone)
    ruled = _ruling(sight, voice)
    return {
        "source": sight.mask(voice.name),
        "key": voice.key,
        "kind": voice.kind,
        "kind_words": load_wording().source_type.get(voice.kind, voice.kind),
        "side": voice.side,
        "side_words": side_words(voice.side),
        "grade": grade.grade if grade else None,
        "ruled": ruled is not None,
        "reliability": grade.reliability if grade else None,
        "low": grade.low if grade else None,
        "high": grade.high if grade else None,
        "claims": len(voice.claims),
        "articles": len({claim.document_id for claim in voice.claims}),
        "origins": len(voice.roots),
        "alone": alone,
        "alone_share": round(alone / len(voice.incidents), 3) if voice.incidents else 0.0,
        "why": "; ".join(sight.mask(reason).rstrip(".") for reason in grade.reasons) if grade else "",
        "variants": list(dict.fromkeys(sight.mask(variant) for variant in voice.variants)),
        "private": voice.private,
        "record": {
            "confirmed": voice.confirmed,
            "contradicted": voice.contradicted,
            "reversed": voice.reversed,
            "words": _record(voice),
        },
    }


def sources(sight: Sight, wanted: tuple[str, str, str, str], sort: str) -> list[Voice]:
    """The sources that `wanted` (kind, side, grade, words of the name) lets through, in order."""
    kind, side, grade, q = wanted
    found = [
        voice
        for voice in voices(sight).values()
        if (not kind or voice.kind == kind)
        and (not side or voice.side == side)
        and (not grade or (voice.grade is not None and voice.grade.grade == grade))
        and (not q or q.casefold() in sight.mask(" ".join((voice.name, *voice.variants))).casefold())
    ]
    name, descending = sort.removeprefix("-"), sort.startswith("-")
    ordered = sorted(found, key=lambda voice: voice.name.casefold())
    if name == "name":
        return list(reversed(ordered)) if descending else ordered
    if name == "grade":
        return sorted(ordered, key=_letter, reverse=descending)
    keys = {
        "claims": lambda voice: (len(voice.claims), len(voice.incidents)),
        "origins": lambda voice: (len(voice.roots), len(voice.claims)),
        "alone": lambda voice: (len(voice.alone), len(voice.claims)),
    }
    return sorted(ordered, key=keys[name], reverse=not descending)


def source_detail(sight: Sight, key: str) -> Row:
    """One source with its claims and conflicts. Raises UnknownIdError."""
    voice = voices(sight).get(key)
    if voice is None:
        raise UnknownIdError("no such source", value=key, place="source", remedy="see /api/sources")
    desk = sight.desk
    own = {claim.id for claim in voice.origin_of}
    links = {
        (link.a, link.b): link
        for claim_id in own
        for link in desk.links_of.get(claim_id, ())
        if link.relation in ("contradicts", "tension") and {link.a, link.b} <= set(desk.claims)
    }
    ruled = _ruling(sight, voice)
    entity = desk.entity(voice.name)
    influence = next(
        (
            item
            for item in (sight.judgement.influences if sight.judgement else ())
            if item.kind == "source" and item.label in (voice.name, *voice.variants)
        ),
        None,
    )
    return {
        **source_row(sight, voice),
        "reasons": [sight.mask(reason) for reason in (voice.grade.reasons if voice.grade else ())],
        "variants_reasons": [sight.mask(reason) for reason in (entity.reasons if entity else ())],
        "claims_list": [claim_brief(sight, claim) for claim in voice.claims[:MOST]],
        "incidents_alone": [incident_row(sight, sight.parts[part]) for part in voice.alone[:MOST]],
        "conflicts": [conflict_row(sight, link) for link in list(links.values())[:MOST]],
        "decisions": [decision_row(sight, each) for each in _rulings(sight, voice)],
        "graded_by": decision_row(sight, ruled) if ruled else None,
        "influence": {"without": influence.without, "change_log_odds": influence.change_log_odds}
        if influence
        else None,
    }


def _rulings(sight: Sight, voice: Voice) -> list[Decision]:
    names = {voice.name, *voice.variants}
    return [
        each
        for each in sight.desk.corpus.decisions
        if each.subject in ("source", "entity") and (each.target in names or each.value in names)
    ]


def _ruling(sight: Sight, voice: Voice) -> Decision | None:
    graded = [each for each in _rulings(sight, voice) if each.subject == "source" and each.ruling == "set"]
    return graded[-1] if graded else None


def _letter(voice: Voice) -> str:
    return voice.grade.grade if voice.grade else LAST_GRADE


def _record(voice: Voice) -> str:
    parts = []
    if voice.confirmed:
        parts.append(f"{words.number(voice.confirmed)} confirmed by others")
    if voice.contradicted:
        parts.append(f"{words.number(voice.contradicted)} contradicted by more")
    if voice.reversed:
        parts.append(f"{words.counted(voice.reversed, 'own word')} taken back or contradicted")
    return words.capital(words.joined(parts)) if parts else "Nothing to go by yet"
