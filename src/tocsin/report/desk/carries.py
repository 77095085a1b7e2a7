"""What carries the answer: what leaving a report out would change, the way from the prior, what would tip it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate

from tocsin.model.codec import to_plain
from tocsin.model.judgement import Influence
from tocsin.report import words
from tocsin.report.context import Context
from tocsin.report.desk.sight import Row, Sight
from tocsin.report.sway import assumptions, tips
from tocsin.report.sway import carries as carry_sentences

KINDS = ("report", "origin", "source", "indicator")
MOST = 200
MOST_CLAIMS = 50


def carries(sight: Sight, context: Context) -> Row:
    """Influences by kind, waterfall, tipping points, tornado, and the sentences of the brief on them."""
    judgement = sight.judgement
    assert judgement is not None
    sentences = (*carry_sentences(context), *tips(context), *assumptions(context))
    return {
        "answer": to_plain(judgement.estimate),
        "influences": {
            kind: [_influence(sight, item) for item in judgement.influences if item.kind == kind][:MOST]
            for kind in KINDS
        },
        "waterfall": _waterfall(sight),
        "tipping": [
            {**to_plain(item), "label": sight.mask(item.label), "parameter": sight.mask(item.parameter)}
            for item in judgement.tipping
        ],
        "tornado": [
            {**to_plain(item), "label": sight.mask(item.label), "parameter": sight.mask(item.parameter)}
            for item in judgement.tornado
        ],
        "sentences": to_plain(sentences),
    }


def _influence(sight: Sight, item: Influence) -> Row:
    claims = [sight.desk.claims[key] for key in item.claim_ids if key in sight.desk.claims]
    label = sight.indicators[item.key].name if item.key in sight.indicators else sight.mask(item.label)
    return {
        "kind": item.kind,
        "key": sight.mask(item.key),
        "label": sight.masker.label(label) if item.kind == "report" else label,
        "without": item.without,
        "change_log_odds": item.change_log_odds,
        "claims": len(item.claim_ids),
        "claim_ids": list(item.claim_ids[:MOST_CLAIMS]),
        "documents": list(dict.fromkeys(claim.document_id for claim in claims))[:MOST_CLAIMS],
    }


def _waterfall(sight: Sight) -> Row:
    judgement = sight.judgement
    assert judgement is not None
    start = _log_odds(judgement.prior.probability)
    steps = sorted(judgement.steps, key=lambda step: (-abs(step.log_odds), step.key))
    after = list(accumulate((step.log_odds for step in steps), initial=start))[1:]
    return {
        "prior": judgement.prior.probability,
        "prior_log_odds": start,
        "steps": [
            {
                "key": step.key,
                "label": sight.indicators[step.key].name if step.key in sight.indicators else sight.mask(step.label),
                "log_odds": step.log_odds,
                "words": words.odds_factor(step.log_odds),
                "probability_after": 1 / (1 + math.exp(-end)),
                "claim_ids": list(step.claim_ids[:MOST_CLAIMS]),
                "reasons": [sight.mask(reason) for reason in step.reasons],
            }
            for step, end in zip(steps, after, strict=True)
        ],
        "answer": judgement.estimate.probability,
    }


def rank(items: Sequence[Influence]) -> list[Influence]:
    """Influences, the strongest first."""
    return sorted(items, key=lambda item: (-abs(item.change_log_odds), item.key))


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))
