"""Learning from corrections: what claims people accept and reject moves the extractor's confidence in others.

A ridge logistic regression that begins at the extractor's own confidence: without rows it changes nothing, with few
little (le Cessie & van Houwelingen 1992, doi:10.2307/2347628). It is kept only where it does better on articles left
out than the confidence alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tocsin.errors import InputError
from tocsin.model.claim import Claim
from tocsin.model.learned import Correction, LearnedClaims

FEWEST_ROWS, FEWEST_OF_A_KIND, FEWEST_ARTICLES = 40, 10, 3
FEWEST_WITH_SIGN = 3
FOLDS = 5
RIDGE = 2.0
STEPS = 30
LEAST = 0.02
UNTOLD = 0.8  # the confidence of a claim whose extractor tells none
Floats = npt.NDArray[np.float64]
_WORD = re.compile(r"[^\W\d_]{3,}")


def signs_of(claim: Claim, text: str) -> tuple[str, ...]:
    """What a claim can be told by: its labels, its source's type, its cue, and its words."""
    signs = {
        f"kind {claim.kind}",
        f"stance {claim.stance}",
        f"certainty {claim.certainty}",
        f"verification {claim.verification}",
        f"source {claim.origin.type if claim.origin else 'the writer'}",
        f"polarity {claim.polarity}",
    }
    signs |= {name for name, present in (("quoted", claim.quoted), ("headline", claim.headline)) if present}
    if claim.cue is not None:
        signs.add(f"cue {claim.cue.text(text).lower()}")
    signs |= {f"word {word.lower()}" for word in _WORD.findall(claim.content.text(text))}
    return tuple(sorted(signs))


def correction_of(claim: Claim, text: str, text_sha256: str, accepted: bool) -> Correction:
    """The row that a ruling on a claim gives."""
    return Correction(text_sha256, signs_of(claim, text), content_confidence(claim), accepted)


def content_confidence(claim: Claim) -> float:
    """How sure the extractor is that the claim is one."""
    return min(max(dict(claim.confidence).get("content", UNTOLD), LEAST), 1 - LEAST)


def learn(rows: Sequence[Correction], speakers: dict[str, str]) -> LearnedClaims:
    """What the rows teach. Raises InputError, which says what is missing, where they are too few or teach nothing."""
    accepted = sum(row.accepted for row in rows)
    articles = sorted({row.article for row in rows})
    rejected = len(rows) - accepted
    if len(rows) < FEWEST_ROWS or min(accepted, rejected) < FEWEST_OF_A_KIND or len(articles) < FEWEST_ARTICLES:
        raise InputError(
            "too few rulings to learn from",
            value=f"{accepted} accepted and {rejected} rejected claims of {len(articles)} articles",
            remedy=f"rule on {FEWEST_ROWS} claims of {FEWEST_ARTICLES} articles, {FEWEST_OF_A_KIND} of each kind",
        )
    before, after, right = _left_out(rows, articles)
    gained = float(np.mean(_log_score(after, right) - _log_score(before, right)))
    if gained <= 0:
        raise InputError(
            "the rulings teach nothing yet",
            value=f"log score {gained:+.3f} a claim on articles left out",
            remedy="go on ruling; the extractor's own confidence does better so far",
        )
    base, weights = _fitted(rows)
    areas = round(_area(before, right), 3), round(_area(after, right), 3)
    return LearnedClaims(len(rows), accepted, round(gained, 4), *areas, base, weights, dict(sorted(speakers.items())))


def chance(learned: LearnedClaims, confidence: float, signs: Sequence[str]) -> float:
    """The chance that people accept a claim of these signs."""
    odds = math.log(confidence / (1 - confidence)) + learned.base
    odds += sum(learned.weights.get(sign, 0.0) for sign in signs)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def _fitted(rows: Sequence[Correction]) -> tuple[float, dict[str, float]]:
    counts = Counter(sign for row in rows for sign in row.signs)
    known = sorted(sign for sign, count in counts.items() if FEWEST_WITH_SIGN <= count < len(rows))
    place = {sign: number for number, sign in enumerate(known, start=1)}
    table = np.zeros((len(rows), len(known) + 1))
    table[:, 0] = 1.0
    for number, row in enumerate(rows):
        table[number, [place[sign] for sign in row.signs if sign in place]] = 1.0
    start = np.array([math.log(row.confidence / (1 - row.confidence)) for row in rows])
    right = np.array([row.accepted for row in rows], dtype=np.float64)
    weights = np.zeros(len(known) + 1)
    penalty = RIDGE * np.eye(len(known) + 1)
    for _ in range(STEPS):
        made = 1.0 / (1.0 + np.exp(-(start + table @ weights)))
        curve = (table * (made * (1 - made))[:, None]).T @ table + penalty
        weights -= np.linalg.solve(curve, table.T @ (made - right) + penalty @ weights)
    rounded = {sign: round(float(weight), 4) for sign, weight in zip(known, weights[1:], strict=True)}
    return round(float(weights[0]), 4), {sign: weight for sign, weight in rounded.items() if weight}


def _left_out(rows: Sequence[Correction], articles: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """Chances before and after learning, each row by weights of other articles, and what was right."""
    before, after, right = [], [], []
    for fold in range(min(FOLDS, len(articles))):
        held = set(articles[fold::FOLDS])
        base, weights = _fitted([row for row in rows if row.article not in held])
        made = LearnedClaims(0, 0, 0.0, 0.0, 0.0, base, weights)
        for row in (row for row in rows if row.article in held):
            before.append(row.confidence)
            after.append(chance(made, row.confidence, row.signs))
            right.append(float(row.accepted))
    return np.array(before), np.array(after), np.array(right)


def _log_score(chances: Floats, right: Floats) -> Floats:
    bounded = np.clip(chances, 1e-6, 1 - 1e-6)
    return np.asarray(right * np.log(bounded) + (1 - right) * np.log(1 - bounded))


def _area(chances: Floats, right: Floats) -> float:
    good, bad = chances[right == 1], chances[right == 0]
    return float(((good[:, None] > bad).sum() + 0.5 * (good[:, None] == bad).sum()) / (len(good) * len(bad)))
