"""What a case's rulings taught, gathered from it, kept in it, and laid over its claims when that is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from tocsin.errors import CaseError
from tocsin.extract.learning import chance, content_confidence, correction_of, learn, signs_of
from tocsin.model import codec
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.learned import Correction, LearnedClaims
from tocsin.pipeline.rulings import by_claim, effective, on_claims
from tocsin.pipeline.study import Corpus
from tocsin.store.interface import CaseStore

KEY = "claims"
# A claim whose chance of being accepted falls below this is left out.
LEAST_CHANCE = 0.5
FEWEST_SPEAKERS = 2


@dataclass(frozen=True)
class IndicatorRuling:
    """Whether people hold that a claim speaks of an indicator: a row for the layer over matches."""

    claim_id: str
    text: str
    indicator: str
    accepted: bool


def corrections(corpus: Corpus) -> tuple[Correction, ...]:
    """A row for each extracted claim that was accepted or rejected; one that had a field set was accepted as one."""
    texts = {document.id: document for document in corpus.documents}
    return tuple(
        correction_of(claim, texts[claim.document_id].text, texts[claim.document_id].text_sha256, accepted)
        for claim, accepted in _ruled(corpus)
    )


def indicator_rulings(corpus: Corpus, found: dict[str, tuple[str, ...]]) -> tuple[IndicatorRuling, ...]:
    """What rulings say of indicators. `found` gives, by claim, the indicators that were matched before any ruling: of
    these the ruling rejects what it does not name."""
    documents = {document.id: document for document in corpus.documents}
    claims = {claim.id: claim for claim in corpus.extracted}
    rows = []
    for claim_id, rulings in by_claim(corpus.documents, corpus.extracted, effective(corpus.decisions)).items():
        told = [ruling.value for ruling in rulings if ruling.ruling == "set" and ruling.field == "indicators"]
        if not told or claim_id not in claims:
            continue
        named = {key.strip().lstrip("-~") for key in told[-1].split(",") if key.strip()}
        text = claims[claim_id].content.text(documents[claims[claim_id].document_id].text)
        keys = sorted(named | set(found.get(claim_id, ())))
        rows += [IndicatorRuling(claim_id, text, key, key in named) for key in keys]
    return tuple(rows)


def speakers(corpus: Corpus) -> dict[str, str]:
    """By how articles mention an origin, the name that people ruled it to be, where they did so twice and agree."""
    told: dict[str, list[str]] = defaultdict(list)
    texts = {document.id: document.text for document in corpus.documents}
    claims = {claim.id: claim for claim in corpus.extracted}
    for claim_id, rulings in by_claim(corpus.documents, corpus.extracted, effective(corpus.decisions)).items():
        names = [ruling.value for ruling in rulings if ruling.ruling == "set" and ruling.field == "origin"]
        claim = claims.get(claim_id)
        if names and claim is not None and claim.chain:
            told[_mention(claim, texts[claim.document_id])].append(names[-1])
    agreed = {mention: names for mention, names in told.items() if len(set(names)) == 1}
    return {mention: names[0] for mention, names in agreed.items() if len(names) >= FEWEST_SPEAKERS}


def train(store: CaseStore, corpus: Corpus) -> LearnedClaims:
    """Learn from the rulings of a case, and keep it there. Raises InputError where they teach nothing."""
    learned = learn(corrections(corpus), speakers(corpus))
    number = 1
    while store.output("learned", f"{KEY}-{number}") is not None:
        number += 1
    store.put_output("learned", f"{KEY}-{number}", codec.encode(learned))
    return learned


def last_learned(store: CaseStore) -> LearnedClaims:
    """What was learned last. Raises CaseError where nothing was."""
    number, data = 1, None
    while (found := store.output("learned", f"{KEY}-{number}")) is not None:
        number, data = number + 1, found
    if data is None:
        remedy = f"learn from its rulings with: tocsin train {store.location}"
        raise CaseError("nothing was learned in this case yet", place=store.location, remedy=remedy)
    try:
        return codec.decode(data, LearnedClaims)
    except msgspec.DecodeError as error:
        raise CaseError("what was learned is damaged", value=str(error), place=store.location) from error


def with_learned(corpus: Corpus, learned: LearnedClaims) -> tuple[Corpus, int]:
    """The corpus with claims left out that people would reject, and speakers named as they were; how many were left
    out. Rulings on a claim itself always win."""
    texts = {document.id: document for document in corpus.documents}
    ruled = by_claim(corpus.documents, corpus.extracted, corpus.decisions)
    adjusted = (
        claim if claim.id in ruled else _adjusted(claim, texts[claim.document_id], learned)
        for claim in corpus.extracted
    )
    claims = tuple(claim for claim in adjusted if claim is not None)
    left_out = len(corpus.extracted) - len(claims)
    return replace(corpus, claims=on_claims(corpus.documents, claims, corpus.decisions)), left_out


def _adjusted(claim: Claim, document: Document, learned: LearnedClaims) -> Claim | None:
    made = chance(learned, content_confidence(claim), signs_of(claim, document.text))
    if made < LEAST_CHANCE:
        return None
    others = tuple(pair for pair in claim.confidence if pair[0] != "content")
    claim = replace(claim, confidence=(("content", round(made, 3)), *others))
    name = learned.speakers.get(_mention(claim, document.text)) if claim.chain else None
    if name is None:
        return claim
    last = claim.chain[-1]
    return replace(claim, chain=(*claim.chain[:-1], replace(last, source=replace(last.source, name=name))))


def _ruled(corpus: Corpus) -> Iterator[tuple[Claim, bool]]:
    rulings = by_claim(corpus.documents, corpus.extracted, effective(corpus.decisions))
    for claim in corpus.extracted:
        found = rulings.get(claim.id)
        if found:
            yield claim, found[-1].ruling != "reject"


def _mention(claim: Claim, text: str) -> str:
    return " ".join(claim.chain[-1].mention.text(text).lower().split())
