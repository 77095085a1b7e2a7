"""Fit the extractor's confidence on annotated articles, and measure how far it can be believed.

    python -m benchmarks.confidence --gold ../shared/gold --articles ../shared/seeds [--write]

Rows are the extractor's own claims on the reference articles and on the open half of the style articles. Everything
printed is measured on articles left out: each article is judged by weights fitted on the others. `ece` is the
expected calibration error over ten bins of equal count (Naeini et al. 2015), `auc` the chance that a wrong field is
doubted more than a right one, `flat` the calibration error of the share alone. The half kept back is judged by the
weights of all open articles. --write puts these weights into the extractor's data.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
from benchmarks.claims_gold import documents, row

from tocsin.extract import confidence
from tocsin.extract.confidence import FIELDS, Found, common_signs, own_signs
from tocsin.extract.extractor import Extractor, load_extractor
from tocsin.extract.factuality import factuality
from tocsin.extract.quantities import quantities
from tocsin.extract.time import resolve_times
from tocsin.model.settings import ExtractSettings

STYLES = Path(__file__).resolve().parent / "styles"
HALVES = ("develop", "locked2")
LABELS = ("stance", "polarity", "certainty", "verification", "kind")
RIDGE = 4.0
FEWEST = 8  # a sign that fewer rows show gets no weight
FEWEST_WRONG = 4
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One field of one claim: its article, its signs, and whether it is right."""

    article: str
    signs: frozenset[str]
    right: bool


@dataclass(frozen=True)
class Fitted:
    """Weights of one field."""

    base: float
    weights: dict[str, float]
    least: float
    most: float

    def chance(self, signs: frozenset[str]) -> float:
        odds = self.base + sum(self.weights.get(sign, 0.0) for sign in signs)
        return float(min(max(1.0 / (1.0 + np.exp(-odds)), self.least), self.most))


def load_scorer(path: Path) -> ModuleType:
    """The gold's own scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(
    articles: Path, dates: Path, gold_file: Path, scorer: ModuleType, extractor: Extractor
) -> dict[str, list[Row]]:
    """By field, the rows of the extractor's claims on a folder of articles."""
    held = list(documents(articles, dates))
    signs: dict[str, dict[str, frozenset[str]]] = {}
    predicted = []
    for reading in extractor.readings(held):
        for draft in reading.drafts:
            doc = reading.parse.doc
            times = resolve_times(doc, draft, reading.anchors)
            facts = factuality(doc, draft, extractor.factuality_lexicon)
            found = Found(doc, draft, facts, times, quantities(doc, draft))
            claim = extractor.claim(reading, draft)
            signs[claim.id] = {field: common_signs(found) | own_signs(found, field) for field in FIELDS}
            predicted.append(row(claim, reading.document))
    rows: dict[str, list[Row]] = {field: [] for field in FIELDS}
    for article, claim_id, field, right in verdicts(scorer.read_jsonl(gold_file), predicted, scorer):
        rows[field].append(Row(article, signs[claim_id][field], right))
    return rows


def verdicts(
    gold: list[dict[str, Any]], predicted: list[dict[str, Any]], scorer: ModuleType
) -> Iterator[tuple[str, str, str, bool]]:
    """(article, claim, field, right) for all that the annotation can tell.

    A claim of somebody is right in content where an attributed claim of the gold is matched; of the writer's, which
    the gold lists only in part, only those that overlap a listed claim are judged.
    """
    predicted = scorer.adopt(predicted, gold)
    matched = {p["id"]: g for g, p, _ in scorer.match(gold, predicted)}
    for claim in predicted:
        near = any(
            claim["doc"] == g["doc"] and scorer.overlap(scorer.span(g["content"]), scorer.span(claim["content"])) > 0
            for g in gold
        )
        real = matched.get(claim["id"])
        if claim["sources"] or near:
            yield claim["doc"], claim["id"], "content", real is not None
        if real is None:
            continue
        yield from ((claim["doc"], claim["id"], field, right) for field, right in fields(claim, real, scorer))


def fields(claim: dict[str, Any], real: dict[str, Any], scorer: ModuleType) -> Iterator[tuple[str, bool]]:
    """Each field of a matched claim, and whether it is right by the gold's own rules."""
    both = bool(claim["sources"]) and bool(real["sources"])
    alike = bool(claim["sources"]) == bool(real["sources"])
    yield "source", alike and (not both or scorer.agrees(real["sources"][-1], claim["sources"][-1]))
    yield "chain", alike and (not both or scorer.chain_right(real, claim))
    for label in LABELS:
        yield label, claim[label] == real[label]
    when = claim["when"], real["when"]
    yield "when", when == (None, None) or bool(all(when) and scorer.date_right(when[1], when[0]))
    told, counted = scorer.numbers(claim), scorer.numbers(real)
    if told:
        yield "numbers", told.keys() <= counted.keys()


def fit(rows: Sequence[Row]) -> Fitted:
    """Logistic regression with a ridge on the weights, none on the base, by Newton's method."""
    counts: dict[str, int] = {}
    for each in rows:
        for sign in each.signs:
            counts[sign] = counts.get(sign, 0) + 1
    known = sorted(sign for sign, count in counts.items() if FEWEST <= count < len(rows))
    right = np.array([each.right for each in rows], dtype=np.float64)
    table = np.array([[1.0, *(float(sign in each.signs) for sign in known)] for each in rows])
    penalty = np.diag([0.01, *([RIDGE] * len(known))])
    weights = np.zeros(len(known) + 1)
    if min(right.sum(), len(right) - right.sum()) >= FEWEST_WRONG:
        for _ in range(30):
            chance = 1.0 / (1.0 + np.exp(-table @ weights))
            slope = table.T @ (chance - right) + penalty @ weights
            curve = (table * (chance * (1 - chance))[:, None]).T @ table + penalty
            weights -= np.linalg.solve(curve, slope)
    else:  # too few wrong ones to tell them apart: the share alone, one success and one failure added
        weights[0] = np.log((right.sum() + 1) / (len(right) - right.sum() + 1))
    edge = 1.0 / (len(rows) + 2)
    kept = {sign: round(float(w), 2) for sign, w in zip(known, weights[1:], strict=True) if abs(w) >= 0.05}
    return Fitted(round(float(weights[0]), 2), kept, round(max(edge, 0.02), 3), round(1 - max(edge, 0.005), 3))


def left_out(rows: Sequence[Row]) -> tuple[Floats, Floats, Floats]:
    """Chances of all rows, each by weights fitted on the other articles; the shares of those; what was right."""
    chances, shares, right = [], [], []
    for article in sorted({each.article for each in rows}):
        others = [each for each in rows if each.article != article]
        model, share = fit(others), float(np.mean([each.right for each in others]))
        for each in (each for each in rows if each.article == article):
            chances.append(model.chance(each.signs))
            shares.append(share)
            right.append(float(each.right))
    return np.array(chances), np.array(shares), np.array(right)


def calibration_error(chances: Floats, right: Floats, bins: int = 10) -> float:
    """Expected calibration error over bins of equal count."""
    parts = np.array_split(np.argsort(chances, kind="stable"), bins)
    return float(sum(len(p) * abs(chances[p].mean() - right[p].mean()) for p in parts if len(p)) / len(right))


def area(chances: Floats, right: Floats) -> float:
    """Area under the ROC curve; ties count half. Not a number where all are right."""
    good, bad = chances[right == 1], chances[right == 0]
    if not len(good) or not len(bad):
        return float("nan")
    return float(((good[:, None] > bad).sum() + 0.5 * (good[:, None] == bad).sum()) / (len(good) * len(bad)))


def caught(chances: Floats, right: Floats, share: float = 0.2) -> float:
    """The share of all wrong ones that stand among the most doubtful fifth."""
    worst = np.argsort(chances, kind="stable")[: max(1, int(share * len(right)))]
    wrong = (right == 0).sum()
    return float((right[worst] == 0).sum() / wrong) if wrong else float("nan")


def printed(field: str, chances: Floats, right: Floats, flat: float | None) -> None:
    """One line of figures."""
    alone = f"  flat {flat:.3f}" if flat is not None else ""
    print(
        f"{field:13} n {len(right):4}  right {right.mean():.3f}  ece {calibration_error(chances, right):.3f}{alone}"
        f"  auc {area(chances, right):.3f}  wrong ones in the most doubtful fifth {caught(chances, right):.2f}"
    )


def write(models: dict[str, Fitted], counts: dict[str, tuple[int, int]]) -> None:
    """The weights as the extractor's data."""
    lines = [
        "# Fitted by benchmarks/confidence.py on the reference articles and the open half of benchmarks/styles (the",
        "# extractor's own claims against their annotations): ridge logistic regression, in log-odds. `base` is for",
        "# a claim without any sign, `least` and `most` bound what so few rows can bear out. Do not edit; fit anew.",
    ]
    for field, model in models.items():
        lines += ["", f"# {counts[field][0]} claims, {counts[field][1]} of them right", f"[{field}]"]
        lines += [f"base = {model.base}", f"least = {model.least}", f"most = {model.most}", f"[{field}.weights]"]
        lines += [f'"{sign}" = {weight}' for sign, weight in sorted(model.weights.items())]
    path = Path(confidence.__file__).parent / confidence.DATA
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--gold", required=True, type=Path, help="folder of claims.jsonl, documents.json and score.py"
    )
    parser.add_argument("--articles", required=True, type=Path)
    parser.add_argument("--write", action="store_true", help="put the weights into the extractor's data")
    options = parser.parse_args()
    scorer, extractor = load_scorer(options.gold / "score.py"), load_extractor(ExtractSettings())
    rows = judged(options.articles, options.gold / "documents.json", options.gold / "claims.jsonl", scorer, extractor)
    folders = [STYLES / half for half in HALVES]
    styles = [judged(f / "*.txt", f / "documents.json", f / "claims.jsonl", scorer, extractor) for f in folders]
    models = {}
    print("== open articles, each judged by weights fitted on the others")
    for field in FIELDS:
        rows[field] = [*rows[field], *(replace(each, article=f"styles {each.article}") for each in styles[0][field])]
        chances, shares, right = left_out(rows[field])
        printed(field, chances, right, calibration_error(shares, right))
        models[field] = fit(rows[field])
    print("== articles kept back")
    for field in FIELDS:
        chances = np.array([models[field].chance(each.signs) for each in styles[1][field]])
        printed(field, chances, np.array([float(each.right) for each in styles[1][field]]), None)
    if options.write:
        write(models, {field: (len(rows[field]), sum(each.right for each in rows[field])) for field in FIELDS})
    return 0


if __name__ == "__main__":
    sys.exit(main())
