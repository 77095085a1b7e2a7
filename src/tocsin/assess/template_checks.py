"""What a template must satisfy: a ladder that can be climbed, and likelihoods that run as their reasons say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tocsin.errors import VocabularyError
from tocsin.model.template import Indicator, Range, Template

ORDERS = ("rises", "falls", "flat", "last-only", "not-last")
FLAT_RATIO = 1.6
PLACEHOLDERS = re.compile(r"\{([^{}]*)\}")
KNOWN_PLACEHOLDER = re.compile(r"(?:actor|target|patron)(?:\.(?:adjective|demonym|capital))?")


def check_template(template: Template, file: str) -> None:
    """Raise VocabularyError, with file, entry and remedy, for the first thing that does not hold."""
    _check_keys(template, file)
    _check_ladder(template, file)
    _check_words(template, file)
    _check_patterns(template, file)
    for indicator in template.indicators:
        _check_seen(template, indicator, file)
        _check_order(indicator, _bests(template, indicator), file)


def _wrong(message: str, file: str, entry: str, value: str, remedy: str) -> VocabularyError:
    return VocabularyError(message, value=value, place=f"{file}, {entry}", remedy=remedy)


def _check_keys(template: Template, file: str) -> None:
    for kind, keys in (
        ("stage", [stage.key for stage in template.stages]),
        ("indicator", [indicator.key for indicator in template.indicators]),
    ):
        for key in keys:
            if keys.count(key) > 1:
                raise _wrong(f"two {kind}s have one key", file, f"{kind} {key}", key, "give each its own key")
    for role in template.roles:
        if role not in ("actor", "target", "patron"):
            raise _wrong("not a role", file, "roles", role, "use actor, target and patron")
    if "actor" not in template.roles:
        raise _wrong("a template needs an actor", file, "roles", str(template.roles), 'add "actor"')


def _check_ladder(template: Template, file: str) -> None:
    stages = template.stages
    if len(stages) < 2:
        raise _wrong("a ladder needs at least two stages", file, "stage", str(len(stages)), "add a [[stage]]")
    for lower, upper in pairwise(stages):
        if lower.forward is None:
            remedy = f"give {lower.key} a `forward` rate with a reason"
            raise _wrong("a stage cannot be reached", file, f"stage {upper.key}", upper.key, remedy)
        if lower.absorbing:
            remedy = "only the last stage may be absorbing"
            raise _wrong("a stage cannot be reached", file, f"stage {upper.key}", upper.key, remedy)
    if not stages[-1].absorbing or stages[-1].forward or stages[-1].back:
        remedy = "set absorbing = true and give it no rates"
        raise _wrong("the last stage is the outcome", file, f"stage {stages[-1].key}", stages[-1].key, remedy)
    if stages[0].back:
        raise _wrong("the first stage has no rung below", file, f"stage {stages[0].key}", "back", "remove `back`")


def _check_words(template: Template, file: str) -> None:
    entries = [("description", template.description), ("criterion", template.criterion)]
    entries += [(f"stage {stage.key}", stage.description) for stage in template.stages]
    for indicator in template.indicators:
        entries += [(f"indicator {indicator.key}", words) for words in (indicator.description, *indicator.examples)]
    for entry, words in entries:
        check_words((words,), file, entry)


def check_words(sentences: Sequence[str], file: str, entry: str) -> None:
    """Raise VocabularyError for a placeholder that no question can fill."""
    for words in sentences:
        for inner in PLACEHOLDERS.findall(words):
            if not KNOWN_PLACEHOLDER.fullmatch(inner):
                remedy = "use {actor}, {target} or {patron}, with .adjective, .demonym or .capital"
                raise _wrong("not a placeholder", file, entry, "{" + inner + "}", remedy)


def _check_patterns(template: Template, file: str) -> None:
    for pattern in template.patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise _wrong("not a regular expression", file, "patterns", pattern, str(error)) from error


def _check_seen(template: Template, indicator: Indicator, file: str) -> None:
    entry = f"indicator {indicator.key}"
    if indicator.hypothesis == "compliance":
        if template.compliance is None:
            remedy = 'add a [compliance] table, or set hypothesis = "outcome"'
            raise _wrong("the template has no compliance hypothesis", file, entry, "compliance", remedy)
        wanted: tuple[str, ...] = ("complies", "refuses")
    else:
        wanted = tuple(stage.key for stage in template.stages)
    given = tuple(key for key, _ in indicator.seen)
    if sorted(given) != sorted(wanted):
        remedy = f"give `seen` exactly for {', '.join(wanted)}"
        raise _wrong("`seen` does not fit the ladder", file, entry, ", ".join(given), remedy)


def _bests(template: Template, indicator: Indicator) -> list[tuple[str, Range]]:
    seen = dict(indicator.seen)
    if indicator.hypothesis == "compliance":
        return [(key, seen[key]) for key in ("refuses", "complies")]
    return [(stage.key, seen[stage.key]) for stage in template.stages]


def _check_order(indicator: Indicator, rows: list[tuple[str, Range]], file: str) -> None:
    values = [range_.best for _, range_ in rows]
    kind, _, stage = indicator.order.partition(":")
    names = [name for name, _ in rows]
    if kind == "rises-to" and stage in names:
        values = values[: names.index(stage) + 1]
        holds = all(a <= b for a, b in pairwise(values))
    elif indicator.order not in ORDERS:
        remedy = f"use one of {', '.join(ORDERS)} or rises-to:STAGE"
        raise _wrong("not an order", file, f"indicator {indicator.key}", indicator.order, remedy)
    else:
        holds = _order_holds(kind, values)
    if not holds:
        shown = ", ".join(f"{name} {range_.best:g}" for name, range_ in rows)
        remedy = f"the best guesses should run as `{indicator.order}`; change them, or the order and its reason"
        raise _wrong("the likelihoods do not run as said", file, f"indicator {indicator.key}", shown, remedy)


def _order_holds(kind: str, values: list[float]) -> bool:
    if kind == "rises":
        return all(a <= b for a, b in pairwise(values)) and values[0] < values[-1]
    if kind == "falls":
        return all(a >= b for a, b in pairwise(values)) and values[0] > values[-1]
    if kind == "flat":
        return max(values) <= FLAT_RATIO * min(values)
    if kind == "last-only":
        return values[-1] > 2 * max(values[:-1])
    return values[-1] < min(values[:-1]) / 2
