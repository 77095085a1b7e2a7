"""What carries the judgement and what would tip it, in sentences with numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator

from tocsin.model.judgement import Influence, Tipping
from tocsin.report import words
from tocsin.report.context import OWN_VOICE, Context, publication_words
from tocsin.report.naming import with_article
from tocsin.report.nouns import Sentence, WaterfallStep
from tocsin.report.statements import statement

_MOST = {"report": 3, "origin": 2, "source": 2, "indicator": 3}
# Smaller changes than a factor of about 1.1 in the odds tell a reader nothing.
_LEAST = 0.1
# From a factor of about 1.5 in the odds on, one report or sign is worth a sentence of its own.
_LARGE = 0.4
_MOST_STEPS = 10
_SAME = 0.5
_MOST_ASSUMPTIONS = 4
_MOST_TIPS = 4
_MOST_BULLETS = 5
_RELIABILITY = ": reliability"


def waterfall(context: Context) -> tuple[WaterfallStep, ...]:
    """The steps from the prior to the answer, the largest first, and the small ones together."""
    ranked = sorted(context.judgement.steps, key=lambda step: -abs(step.log_odds))
    large = [step for step in ranked if abs(step.log_odds) >= _LEAST][:_MOST_STEPS]
    small = ranked[len(large) :]
    rows = [
        WaterfallStep(
            label=_step_label(context, step.key, step.label),
            log_odds=step.log_odds,
            words=words.odds_factor(step.log_odds),
            citations=context.cites(step.claim_ids),
        )
        for step in large
    ]
    rest = sum(step.log_odds for step in small)
    if words.odds_factor(rest) != words.odds_factor(0.0):
        label = f"{words.capital(words.counted(len(small), 'smaller step'))}{' together' if len(small) > 1 else ''}"
        rows.append(WaterfallStep(label, rest, words.odds_factor(rest), ()))
    return tuple(rows)


def carries(context: Context) -> tuple[Sentence, ...]:
    """What the answer would be without the most influential reports, origins, sources and indicators; one sentence
    in all where none of them matters much."""
    now = context.judgement.estimate.probability
    chosen = _chosen(context)
    if not chosen:
        return ()
    if max(abs(item.change_log_odds) for item in chosen) >= _LARGE:
        large = [item for item in chosen if _tells(now, item) and abs(item.change_log_odds) >= _LARGE / 2]
        return tuple(_without(context, item) for item in large[:_MOST_BULLETS])
    every = [_then(now, item) for item in context.judgement.influences]
    ends = words.between(min(every), max(every))
    least = Sentence(
        f"No single report, origin, source or indicator carries the answer: without any one of them it {ends}.",
        judgement=True,
    )
    names = words.joined([_what(context, item) for item in chosen[:3]])
    cited = context.cites(claim_id for item in chosen[:3] for claim_id in item.claim_ids)
    return (least, Sentence(f"Most weight lies on {names}.", cited, judgement=True))


def _chosen(context: Context) -> list[Influence]:
    """The most influential of each kind; what rests on nearly the same claims is taken once."""
    chosen: list[Influence] = []
    for kind, most in _MOST.items():
        found = [item for item in context.judgement.influences if item.kind == kind]
        for item in sorted(found, key=lambda item: (-abs(item.change_log_odds), item.key))[:most]:
            if abs(item.change_log_odds) >= _LEAST and not any(_same_claims(item, other) for other in chosen):
                chosen.append(item)
    return sorted(chosen, key=lambda item: -abs(item.change_log_odds))


def _same_claims(item: Influence, other: Influence) -> bool:
    mine, theirs = set(item.claim_ids), set(other.claim_ids)
    return len(mine & theirs) > _SAME * len(mine | theirs)


def tips(context: Context) -> tuple[Sentence, ...]:
    """At which value of an assumption the answer would pass a threshold, those that can first."""
    ranked = sorted(context.judgement.tipping, key=lambda item: item.tipping is None)
    found = [_tip(context, item) for item in ranked if item.tipping is not None][:_MOST_TIPS]
    never = [item for item in ranked if item.tipping is None and item.threshold >= 0.5]
    if never and not any(item.tipping is not None for item in ranked if item.threshold >= 0.5):
        names = [_about_whom(context, item.label) for item in never[:3]]
        found.append(
            Sentence(
                f"However reliable or unreliable one takes {words.joined(names, 'or')} to be, "
                f"the answer does not pass {words.percent(never[0].threshold)}.",
                judgement=True,
            )
        )
    return tuple(found)


def assumptions(context: Context) -> tuple[Sentence, ...]:
    """The assumptions that matter most, with the answer at the ends of each."""
    rows = [item for item in context.judgement.tornado if words.percent(item.at_low) != words.percent(item.at_high)]
    told = [
        f"{_lower(context.mask(item.label))} ({words.percent(item.at_low)} at its low end, "
        f"{words.percent(item.at_high)} at its high end)"
        for item in rows[:_MOST_ASSUMPTIONS]
    ]
    if not told:
        return ()
    return (Sentence(f"Of the assumptions these move the answer most: {words.joined(told)}.", judgement=True),)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _tells(now: float, item: Influence) -> bool:
    return abs(item.change_log_odds) >= _LEAST and words.percent(_then(now, item)) != words.percent(now)


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
        indicator = context.indicators.get(item.key)
        return f"the reports on “{indicator.name if indicator else context.mask(item.label)}”"
    if item.kind == "report":
        document = context.documents.get(item.key)
        if document is not None:
            when = publication_words(document)
            by = f" by {context.mask(document.publisher)}" if document.publisher else ""
            return f"the article{by} of {when}"
    if item.kind == "source" and item.label.endswith(OWN_VOICE):
        return f"what {context.voice(item.label)} states"
    if item.kind == "source":
        return f"what {context.mask(with_article(context, item.label))} is reported to say"
    heard = dict.fromkeys(context.canonical(name) for name in item.label.split(", ") if name)
    names = words.joined([_about_whom(context, name) for name in heard])
    if len(heard) > 1:
        return f"the reports that go back to one origin ({names})"
    quote = next(_quotes(context, item), "")
    by = f"what goes back to {names}" if names else "the report"
    return f"{by} (“{quote}”)" if quote else by


def _quotes(context: Context, item: Influence) -> Iterator[str]:
    ranked = sorted(item.claim_ids, key=lambda claim_id: -context.weight.get(claim_id, 0.0))
    for claim_id in ranked:
        claim = context.claims.get(claim_id)
        made = statement(context, claim) if claim else None
        if made and made.whole and made.fitness >= 0.5 and len(made.quotation.text) <= 160:
            yield made.quotation.text


def _tip(context: Context, item: Tipping) -> Sentence:
    who = _about_whom(context, item.label)
    what = f"the reliability of {who}" if item.label.endswith(_RELIABILITY) else who
    return Sentence(
        f"The answer would pass {words.percent(item.threshold)} if {what} were {_value(item.tipping or 0.0)} "
        f"instead of {_value(item.current)}.",
        judgement=True,
    )


def _about_whom(context: Context, label: str) -> str:
    name = label.removesuffix(_RELIABILITY)
    return context.voice(name) if name.endswith(OWN_VOICE) else context.mask(with_article(context, name))


def _value(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) < 100 else f"{value:,.0f}"
