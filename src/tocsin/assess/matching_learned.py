"""A trained layer on top of the vectors: what the analyst accepted and rejected moves the scores of matches.

A ridge logistic regression whose starting point is the untrained score: with no rows it changes nothing, with few
little. It learns from rulings on matches alone, never from what came of a question. It stays off until there are
enough rulings of both kinds and until it does better on rulings left out than the untrained score.
(Hoerl & Kennard 1970, doi:10.1080/00401706.1970.10488634; le Cessie & van Houwelingen 1992, doi:10.2307/2347628.)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from tocsin.assess.draws import Floats, expit, logit
from tocsin.errors import VocabularyError
from tocsin.model.ports import Vectors

FEWEST_ROWS, FEWEST_OF_A_KIND = 60, 15
RIDGE = 4.0
FOLDS = 5
LIKENESS_SCALE = 3.0
STEPS = 40


@dataclass(frozen=True, slots=True)
class MatchRuling:
    """An analyst's ruling on one match: the claim's text, the indicator, the untrained score and likeness (in
    standard deviations), and whether the match was accepted."""

    text: str
    indicator: str
    score: float
    likeness: float
    accepted: bool


@dataclass(frozen=True, slots=True)
class MatchLayer:
    """Weights of the layer, in log-odds added to the untrained score: one for all, one by indicator, one for
    likeness, and one for each coordinate of claim times indicator. `rows` were learned from; `gained` is the mean log
    score that it gains on rulings left out. Fits the vectors of one embedder only."""

    embedder: str
    rows: int
    gained: float
    intercept: float
    likeness: float
    indicators: Mapping[str, float] = field(default_factory=dict)
    coordinates: tuple[float, ...] = ()

    @property
    def version(self) -> str:
        """A digest of all weights, for keys."""
        return hashlib.sha256(dumps(self).encode()).hexdigest()[:16]


def train(rulings: Sequence[MatchRuling], claims: Vectors, signs: Vectors, embedder: str) -> MatchLayer | None:
    """The layer learned from rulings, or None while there are too few or they teach nothing.

    `claims` and `signs` hold, by ruling, the vector of the claim's text and the mean vector of the indicator's
    sentences.
    """
    accepted = np.array([ruling.accepted for ruling in rulings], dtype=np.float64)
    if len(rulings) < FEWEST_ROWS or min(accepted.sum(), len(rulings) - accepted.sum()) < FEWEST_OF_A_KIND:
        return None
    keys = sorted({ruling.indicator for ruling in rulings})
    rows, offset = _features(rulings, claims, signs, keys), logit(np.array([r.score for r in rulings]))
    gained = _gained(rows, offset, accepted, [ruling.text for ruling in rulings])
    if gained <= 0:
        return None
    weights = _fit(rows, offset, accepted)
    found = dict(zip(keys, weights[2 : 2 + len(keys)].tolist(), strict=True))
    rest = tuple(weights[2 + len(keys) :].tolist())
    return MatchLayer(embedder, len(rulings), gained, float(weights[0]), float(weights[1]), found, rest)


def corrections(
    layer: MatchLayer, claims: Vectors, signs: Vectors, likeness: Vectors, keys: Sequence[str]
) -> Vectors:
    """Log-odds to add to each claim's (rows) score for each indicator (columns)."""
    own = np.array([layer.indicators.get(key, 0.0) for key in keys])
    crossed = (claims * np.array(layer.coordinates)) @ signs.T
    return np.asarray(layer.intercept + own + layer.likeness * likeness / LIKENESS_SCALE + crossed, dtype=np.float32)


def _features(rulings: Sequence[MatchRuling], claims: Vectors, signs: Vectors, keys: Sequence[str]) -> Floats:
    whose = np.array([[float(ruling.indicator == key) for key in keys] for ruling in rulings])
    likeness = np.array([ruling.likeness for ruling in rulings]) / LIKENESS_SCALE
    return np.column_stack([np.ones(len(rulings)), likeness, whose, claims * signs])


def _fit(rows: Floats, offset: Floats, accepted: Floats) -> Floats:
    """Weights by Newton steps, all with one penalty, so that nothing learned means nothing changed."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        fitted = expit(offset + rows @ weights)
        slope = rows.T @ (accepted - fitted) - RIDGE * weights
        curve = (rows * (fitted * (1 - fitted))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _gained(rows: Floats, offset: Floats, accepted: Floats, texts: Sequence[str]) -> float:
    """Mean log score gained over the untrained score on rulings left out; one text is never on both sides."""
    fold = np.array([int(hashlib.sha256(text.encode()).hexdigest(), 16) % FOLDS for text in texts])
    gains = np.zeros(len(accepted))
    for number in range(FOLDS):
        out = fold == number
        if not out.any() or out.all():
            continue
        after = offset[out] + rows[out] @ _fit(rows[~out], offset[~out], accepted[~out])
        gains[out] = _log(after, accepted[out]) - _log(offset[out], accepted[out])
    return float(gains.mean())


def _log(log_odds: Floats, accepted: Floats) -> Floats:
    return np.asarray(-np.logaddexp(0.0, np.where(accepted > 0.5, -log_odds, log_odds)))


def dumps(layer: MatchLayer) -> str:
    """The layer as JSON."""
    return json.dumps(asdict(layer), sort_keys=True)


def load_rulings(path: Path) -> tuple[MatchRuling, ...]:
    """Rulings from JSONL, a line each with the fields of MatchRuling. Raises VocabularyError naming the line."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            found.append(
                MatchRuling(
                    str(row["text"]),
                    str(row["indicator"]),
                    float(row["score"]),
                    float(row["likeness"]),
                    bool(row["accepted"]),
                )
            )
        except (ValueError, TypeError, KeyError) as error:
            raise VocabularyError(
                "no ruling on a match",
                value=line[:80],
                place=f"{path}, line {number}",
                remedy="give text, indicator, score, likeness and accepted",
            ) from error
    return tuple(found)


def load_layer(path: Path) -> MatchLayer:
    """A layer from its file. Raises VocabularyError where it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return MatchLayer(**{**data, "coordinates": tuple(data["coordinates"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise VocabularyError(
            "no weights of matches", value=str(error), place=str(path), remedy="train them anew, or unset the option"
        ) from error
