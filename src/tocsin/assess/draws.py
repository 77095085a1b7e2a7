"""Monte Carlo draws of everything that is not known for certain: grades, motives, likelihoods, rates, the prior.

Every parameter has its own stream, seeded by its name, so that the draws of one never depend on which others there
are: adding a source, a document or an indicator leaves all other draws as they were. Sources of one grade share one
draw: what is uncertain is what the letter means.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

import numpy as np
import numpy.typing as npt

from tocsin.assess.vocabulary import Grades, Method
from tocsin.model.settings import AssessSettings
from tocsin.model.template import Range, Template

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]

Z90 = 1.6448536269514722
"""Standard normal quantile of 95 %: `low` and `high` of a range are its 5 % and 95 % points."""

# Half of the spread of an indicator's likelihoods is common to all stages ("such signs are seen more often than
# thought"), half belongs to each stage.
COMMON_SHARE = 0.5
LEAST_ATTENTION = 0.03
# A desk that surely watches (a low end of coverage above 0) watches evenly.
EVEN = -3.0
SCARE = "scare"
"""The hidden branch beside the first rung: signs are shown, or feared, with no intent behind them."""


@dataclass(frozen=True, slots=True)
class Draws:
    """Values by parameter name, each an array of one value a column. The first column is the best guess itself."""

    values: Mapping[str, Floats]
    count: int

    def __getitem__(self, name: str) -> Floats:
        return self.values[name]

    def take(self, columns: Indices) -> Draws:
        """The same parameters for other columns: a selection, a repetition or both."""
        return Draws({name: value[columns] for name, value in self.values.items()}, len(columns))

    def replaced(self, changes: Mapping[str, Floats]) -> Draws:
        """A copy with some parameters set."""
        return Draws({**self.values, **changes}, self.count)


def make_draws(template: Template, grades: Grades, method: Method, settings: AssessSettings) -> Draws:
    """Draws for one template. Column 0 holds the best guesses; the rest are sampled by name and seed."""
    normal = _Normals(settings.seed, settings.draws)
    values: dict[str, Floats] = {}
    for letter, range_ in grades.letters.items():
        values[f"grade:{letter}"] = share(range_, normal(f"grade:{letter}"))
    for (relation, push), range_ in grades.motives.items():
        values[f"says:{relation}:{push}"] = share(range_, normal(f"says:{relation}:{push}"))
    for name, range_ in grades.hedges.items():
        values[f"hedge:{name}"] = share(range_, normal(f"hedge:{name}"))
    values["relay"] = share(grades.relay, normal("relay"))
    values["interested"] = share(grades.interested, normal("interested"))
    for name, range_ in method.ranges.items():
        spread = share if range_.high < 1 else rate
        values[name] = spread(range_, normal(name))
    values["prior_normal"] = normal("prior")
    if template.compliance:
        values["compliance"] = share(template.compliance, normal("compliance"))
    values["attention"] = attention_levels(settings, normal.uniform("attention"))
    sure = settings.coverage_low
    values["unevenness"] = (1 - sure) * (values["unevenness"] - 1) + sure * EVEN
    values.update(_template_values(template, normal))
    values.update(_scare_values(template, method, values))
    return Draws(values, settings.draws)


def attention_levels(settings: AssessSettings, uniform: Floats) -> Floats:
    """The desk's usual attention, log-uniform over the settings' range of coverage, nowhere below LEAST_ATTENTION."""
    low = max(settings.coverage_low, LEAST_ATTENTION)
    high = max(settings.coverage_high, low)
    return np.asarray(low * (high / low) ** uniform)


def _template_values(template: Template, normal: _Normals) -> dict[str, Floats]:
    values: dict[str, Floats] = {}
    for stage in template.stages:
        for name, range_ in (("forward", stage.forward), ("back", stage.back)):
            if range_:
                values[f"{name}:{stage.key}"] = rate(range_, normal(f"{name}:{stage.key}"))
    for indicator in template.indicators:
        common = normal(f"seen:{indicator.key}")
        values[f"visible:{indicator.key}"] = share(indicator.visibility, normal(f"visible:{indicator.key}"))
        for stage_key, range_ in indicator.seen:
            own = normal(f"seen:{indicator.key}:{stage_key}")
            mixed = np.sqrt(COMMON_SHARE) * common + np.sqrt(1 - COMMON_SHARE) * own
            values[f"seen:{indicator.key}:{stage_key}"] = share(range_, mixed)
    return values


def _scare_values(template: Template, method: Method, values: Mapping[str, Floats]) -> dict[str, Floats]:
    """How often each sign is there in a scare: between the first rung and the last, on the log-odds scale."""
    live = [stage.key for stage in template.stages if not stage.absorbing]
    found = {}
    for indicator in template.indicators:
        if indicator.hypothesis != "outcome":
            continue
        costly = any(fnmatchcase(indicator.key, pattern) for pattern in method.costly)
        reach = values["scare_costly" if costly else "scare_shown"]
        calm, near = (logit(values[f"seen:{indicator.key}:{key}"]) for key in (live[0], live[-1]))
        found[f"seen:{indicator.key}:{SCARE}"] = expit(calm + reach * (near - calm))
    return found


def share(range_: Range, normal: Floats) -> Floats:
    """A probability: normal on the log-odds scale, each side with its own spread, so that 5, 50 and 95 % fit."""
    low, best, high = (float(logit(value)) for value in (range_.low, range_.best, range_.high))
    return expit(_split(low, best, high, normal))


def rate(range_: Range, normal: Floats) -> Floats:
    """A positive number: normal on the log scale, each side with its own spread."""
    low, best, high = (float(np.log(value)) for value in (range_.low, range_.best, range_.high))
    return np.exp(_split(low, best, high, normal))


def _split(low: float, best: float, high: float, normal: Floats) -> Floats:
    spread = np.where(normal < 0, best - low, high - best) / Z90
    return np.asarray(best + normal * spread, dtype=np.float64)


def logit(probability: float | Floats) -> Floats:
    """Natural log-odds, kept finite."""
    inside = np.clip(probability, 1e-12, 1 - 1e-12)
    return np.asarray(np.log(inside) - np.log1p(-inside), dtype=np.float64)


def expit(log_odds: float | Floats) -> Floats:
    """The probability of natural log-odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.asarray(log_odds, dtype=np.float64))), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class _Normals:
    """Standard normal draws by parameter name; the first is 0, the best guess."""

    seed: int
    count: int

    def __call__(self, name: str) -> Floats:
        generator = np.random.default_rng([self.seed, zlib.crc32(name.encode())])
        values = generator.standard_normal(self.count)
        values[0] = 0.0
        return values

    def uniform(self, name: str) -> Floats:
        """Uniform draws on 0 to 1; the first is one half."""
        generator = np.random.default_rng([self.seed, zlib.crc32(name.encode())])
        values = generator.random(self.count)
        values[0] = 0.5
        return values
