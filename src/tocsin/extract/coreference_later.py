"""Those whom a text describes first and names only later."""

from __future__ import annotations

from tocsin.extract.coreference_fitting import agreed
from tocsin.extract.coreference_reader import Reader

LATER = 6  # sentences within which a text may name somebody whom it has described


def name_later(reader: Reader) -> None:
    """Give descriptions the name that follows: "the top prosecutor said …. Prosecutor Ada Brook …"."""
    parse = reader.parse
    named = [e for e in reader.known if e.kind == "person" and e.named]
    early = sorted(t for t, e in reader.entities.items() if e.kind == "person" and not e.named and not e.plural)
    for token in early:
        described = reader.entities[token]
        if described.named or not described.described or parse.lowers[parse.left[token]] in ("a", "an"):
            continue
        lemma = described.described[0]
        called = [e for e in named if lemma in e.described and e.first > token]
        fitting = [e for e in called if agreed(e, described, reader.gazetteer)]
        near = [e for e in fitting if parse.sentence[e.first] - parse.sentence[token] <= LATER]
        if len({e.name for e in fitting}) == 1 and near:
            reader.is_one(token, near[0])
