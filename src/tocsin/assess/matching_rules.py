"""Which rules of the indicators' words hold for a claim, with its own words or with its sentence's."""

from __future__ import annotations

from tocsin.assess.matching_features import Features, Scene, features, holds
from tocsin.assess.matching_model import Matcher
from tocsin.assess.matching_words import Rule
from tocsin.model.claim import Claim
from tocsin.model.span import Span


def best_rules(claim: Claim, own: Features, scene: Scene, matcher: Matcher) -> dict[int, tuple[Rule, bool]]:
    """By indicator the heaviest rule that holds: with the claim's own words, else with its sentence's (borrowed)."""
    wider = _union(claim.sentence, claim.content)
    around = own.names if wider == claim.content else features(scene, wider, claim).names | own.names
    places = {indicator.key: index for index, indicator in enumerate(matcher.indicators)}
    best: dict[int, tuple[Rule, bool]] = {}
    for rule in matcher.vocabulary.rules:
        borrowed = not holds(rule, own.names)
        if borrowed and not (_touches(rule, own.names) and holds(rule, around)):
            continue
        index = places[rule.indicator]
        weight = rule.weight * (matcher.settings.borrowed if borrowed else 1.0)
        held = best.get(index)
        if held is None or weight > held[0].weight * (matcher.settings.borrowed if held[1] else 1.0):
            best[index] = (rule, borrowed)
    return best


def _touches(rule: Rule, names: frozenset[str]) -> bool:
    """Whether the claim itself holds one of the rule's concepts; roles alone may all come from the sentence."""
    return any(
        option in names and not option.startswith(("@", "kind:", "stance:", "by:", "cue:"))
        for term in rule.terms
        if not term.absent
        for option in term.options
    )


def _union(first: Span, second: Span) -> Span:
    return Span(min(first.start, second.start), max(first.end, second.end))


def concepts_of(rule: Rule) -> list[str]:
    """The concepts that a rule asks for, without what qualifies them."""
    options = [option for term in rule.terms if not term.absent for option in term.options]
    return list(dict.fromkeys(option.rpartition(":")[2] for option in options))
