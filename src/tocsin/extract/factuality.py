"""Factuality of a claim: whose stance, which polarity, how certain, verified or not, and what kind of claim it is.

Rules over the parse with word lists as data. Certainty has the three degrees of FactBank (Saurí and Pustejovsky 2009,
doi:10.1007/s10579-009-9089-9); polarity is that of the content's own words.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_certainty import certainty_of
from tocsin.extract.factuality_kind import kind_of
from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.factuality_polarity import polarity_of
from tocsin.extract.factuality_stance import is_rhetorical, stance_of
from tocsin.extract.factuality_syntax import clause_of
from tocsin.extract.factuality_verification import verification_of
from tocsin.extract.word import word_at
from tocsin.model.claim import Certainty, ClaimKind, Polarity, Stance, Verification


@dataclass(frozen=True, slots=True)
class Factuality:
    """The five fields, and in words what each of the less obvious ones rests on."""

    stance: Stance
    polarity: Polarity
    certainty: Certainty
    verification: Verification
    kind: ClaimKind
    reasons: tuple[str, ...]


def factuality(doc: Doc, draft: Draft, lexicon: FactualityLexicon) -> Factuality:
    """Work out the factuality of one drafted claim."""
    clause = clause_of(doc, draft, lexicon)
    reasons: list[str] = []
    rhetorical = is_rhetorical(doc, draft)
    # "Would a guilty man keep it?" keeps its words' own polarity; "what will stop them?" means that nothing will.
    asked = rhetorical and word_at(doc, draft.content.start).tag_ in ("WP", "WRB", "WDT")
    polarity = "-" if asked else polarity_of(clause, lexicon, reasons)
    certainty = (
        "possible" if asked else "certain" if rhetorical else certainty_of(doc, draft, clause, lexicon, reasons)
    )
    stance = stance_of(doc, draft, clause, lexicon, reasons)
    if rhetorical:
        stance = "doubts"
        reasons.append("a question whose answer is evident")
    verification = verification_of(doc, draft, clause, lexicon, reasons)
    kind = "opinion" if rhetorical else kind_of(doc, draft, clause, stance, lexicon)
    return Factuality(stance, polarity, certainty, verification, kind, tuple(reasons))
