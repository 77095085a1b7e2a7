"""What carries the judgement and what would tip it, in sentences with numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tocsin.model.judgement import Influence, Tipping
from tocsin.report import words
from tocsin.report.context import Context
from tocsin.report.nouns import Sentence, WaterfallStep
from tocsin.report.statements import statement

_MOST = {"report": 3, "origin": 2, "source": 2, "indicator": 3}
# Smaller changes than this factor in the odds (about 5 %) are noise of the draws.
_LEAST = 0.05
_MOST_ASSUMPTIONS = 4
_MOST_TIPS = 4
_RELIABILITY = ": reliability"


def waterfall(context: Context) -> tuple[WaterfallStep, ...]:
    """The steps from the prior to the answer, the largest first."""
    steps = sorted(context.judgement.steps, key=lambda step: -abs(step.log_odds))
    return tuple(
        WaterfallStep(
            label=_step_label(context, step.key, step.label),
            log_odds=step.log_odds,
            words=words.odds_factor(step.log_odds),
            citations=context.cites(step.claim_ids),
        )
        for step in steps
        if abs(step.log_odds) >= _LEAST
    )


def carries(context: Context) -> tuple[Sentence, ...]:
    """For the most influential reports, origins, sources and indicators: what the answer would be without them."""
    now = context.judgement.estimate.probability
    seen: set[frozenset[str]] = set()
    sentences: list[Sentence] = []
    for kind, most in _MOST.items():
        ranked = sorted(
            (
                item
                for item in context.judgement.influences
                if item.kind == kind and words.percent(_then(now, item)) != words.percent(now)
            ),
            key=lambda item: (-abs(item.change_log_odds), item.key),
        )
        for item in ranked[:most]:
            claims = frozenset(item.claim_ids)
            if claims and claims in seen:
                continue
            seen.add(claims)
            sentences.append(_without(context, item))
    return tuple(sentences)


def tips(context: Context) -> tuple[Sentence, ...]:
    """At which value of an assumption the answer would pass a threshold, those that can first."""
    ranked = sorted(context.judgement.tipping, key=lambda item: item.tipping is None)
    found = [_tip(context, item) for item in ranked if item.tipping is not None][:_MOST_TIPS]
    never = [item for item in ranked if item.tipping is None and item.threshold >= 0.5]
    if never and not any(item.tipping is not None for item in ranked if item.threshold >= 0.5):
        names = [context.mask(_about_whom(item.label)) for item in never[:3]]
        found.append(
            Sentence(
                f"However reliable or unreliable one takes {words.joined(names, 'or')} to be, "
                f"the answer does not pass {words.percent(never[0].threshold)}.",
                judgement=True,
            )
        )
    return tuple(found)


def assumptions(context: Context) -> tuple[Sentence, ...]:
    """The assumptions that matter most: the answer at the ends of each."""
    rows = [item for item in context.judgement.tornado if words.percent(item.at_low) != words.percent(item.at_high)]
    return tuple(
        Sentence(
            f"{words.capital(context.mask(item.label))}: between its ends the answer goes from "
            f"{words.percent(item.at_low)} to {words.percent(item.at_high)}.",
            judgement=True,
        )
        for item in rows[:_MOST_ASSUMPTIONS]
    )


def _then(now: float, item: Influence) -> float:
    """The answer without it. The change is what was worked out; it is applied to the answer that the brief gives."""
    odds = now / (1 - now) * math.exp(item.change_log_odds) if 0 < now < 1 else 0.0
    return odds / (1 + odds) if odds else item.without


def _step_label(context: Context, key: str, label: str) -> str:
    indicator = context.indicators.get(key)
    return indicator.name if indicator else words.capital(context.mask(label))


def _without(context: Context, item: Influence) -> Sentence:
    now = context.judgement.estimate.probability
    change = f"{words.about(_then(now, item))} instead of {words.about(now)}"
    text = f"Without {_what(context, item)}, the answer would be {change}."
    return Sentence(text, context.cites(item.claim_ids), judgement=True)


def _what(context: Context, item: Influence) -> str:
    if item.kind == "indicator":
        return f"the reports on “{_lower_name(context, item)}”"
    if item.kind == "source":
        return f"all that {context.mask(item.label)} is reported to say"
    if item.kind == "report":
        document = context.documents.get(item.key)
        if document is not None:
            label = context.cite_document(document).label
            return f"the article of {label}" if not document.publisher else f"the article by {label}"
    quote = next(_quotes(context, item), "")
    by = f"the origin {context.mask(item.label)}" if item.kind == "origin" and item.label else "the report"
    return f"{by} (“{quote}”)" if quote else by


def _lower_name(context: Context, item: Influence) -> str:
    indicator = context.indicators.get(item.key)
    return indicator.name if indicator else context.mask(item.label)


def _quotes(context: Context, item: Influence) -> Iterator[str]:
    ranked = sorted(item.claim_ids, key=lambda claim_id: -context.weight.get(claim_id, 0.0))
    for claim_id in ranked:
        claim = context.claims.get(claim_id)
        made = statement(context, claim) if claim else None
        if made and made.fitness >= 0.5 and len(made.quotation.text) <= 160:
            yield made.quotation.text


def _tip(context: Context, item: Tipping) -> Sentence:
    who = context.mask(_about_whom(item.label))
    what = f"the reliability of {who}" if item.label.endswith(_RELIABILITY) else who
    return Sentence(
        f"The answer would pass {words.percent(item.threshold)} if {what} were {_value(item.tipping or 0.0)} "
        f"instead of {_value(item.current)}.",
        judgement=True,
    )


def _about_whom(label: str) -> str:
    return label.removesuffix(_RELIABILITY)


def _value(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < 100 else f"{value:,.0f}"
