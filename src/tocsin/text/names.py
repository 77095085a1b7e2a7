"""Names across scripts and romanisations: folded, reduced to consonants, and compared, with reasons.

`name_similarity` is a probability that two names written in full are one name; it says nothing of a surname alone.
What was measured, on which pairs, is printed by `benchmarks/names.py`.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import permutations

from tocsin.errors import VocabularyError
from tocsin.text.sounds import VOWELS, distance, romanise, skeleton_of, sounds_of

# What turns the name of a state into that of its people or language, or one state's into another's.
DEMONYM = re.compile(r"(n|an|ian|i|ese|ish|ic|ia|ans|ians|is|nian|er|ers)$")
FAMILY_SUFFIX = re.compile(r"(ovich|evich|enko|ov|ev|yev|ova|eva|yan|ian|li|zade|ich|i)$")
PATRONYMIC = ("ovich", "evich", "ovna", "evna", "avich", "ovych", "ivna", "yevich", "ich", "auna", "eyevich")


@dataclass(frozen=True)
class NameWords:
    """The tables of `data/name_words.toml` and `data/given_names.tsv`, ready for look-up."""

    titles: frozenset[str]
    particles: frozenset[str]
    distinguishing: frozenset[str]
    fillers: frozenset[str]
    bodies: frozenset[str]
    calendar: frozenset[str]
    place_endings: frozenset[str]
    spellings: dict[str, str]
    places: dict[str, str]
    given: dict[str, frozenset[int]]


@dataclass(frozen=True)
class NameMatch:
    """Log-odds that two names are one, and why."""

    log_odds: float
    reasons: tuple[str, ...]

    @property
    def probability(self) -> float:
        """The log-odds as a probability."""
        return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, self.log_odds))))


@lru_cache(maxsize=1)
def load_name_words() -> NameWords:
    """Read and check the tables. Raises VocabularyError that names the entry."""
    data = resources.files("tocsin.text") / "data"
    raw = tomllib.loads((data / "name_words.toml").read_text(encoding="utf-8"))
    places = {romanise(form): key for key, forms in raw["places"].items() for form in forms}
    given: dict[str, set[int]] = {}
    lines = (data / "given_names.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        forms = line.split("\t")
        if len(forms) < 2:
            raise VocabularyError(
                "a given name needs two forms, apart by tabs", value=line, place=f"given_names.tsv line {number}"
            )
        for form in forms:
            given.setdefault(romanise(form), set()).add(number)
    return NameWords(
        frozenset(raw["titles"]),
        frozenset(raw["particles"]),
        frozenset(raw["distinguishing"]),
        frozenset(raw["fillers"]),
        frozenset(raw["bodies"]),
        frozenset(raw["calendar"]),
        frozenset(raw["place_endings"]),
        raw["spellings"],
        places,
        {form: frozenset(numbers) for form, numbers in given.items()},
    )


def fold(name: str) -> str:
    """Lower-case ASCII words, in any script given: "Łukaszenka" and "Лукашенко" come out comparable."""
    return romanise(name)


def skeleton(name: str) -> str:
    """The consonants of each word but titles and small words, sorted: a blocking key that most spellings share."""
    words = load_name_words()
    kept = [word for word in romanise(name).split() if word not in words.titles and word not in words.fillers]
    return " ".join(sorted(filter(None, (skeleton_of(word) for word in kept))))


def name_similarity(a: str, b: str) -> float:
    """Probability, 0 to 1, that two names written in full are one name. Symmetric; equal names give near 1."""
    return compare_names(a, b).probability


def compare_names(a: str, b: str) -> NameMatch:
    """Compare two names in any scripts: people, places or bodies. See `name_similarity`."""
    words = load_name_words()
    (x, a), (y, b) = sorted(((romanise(a), a), (romanise(b), b)))
    if not x or not y:
        return NameMatch(-6.0, ("one of the names has no letters",))
    if x == y:
        return NameMatch(6.0, ("the same letters",))
    place = words.places.get(x), words.places.get(y)
    if place[0] and place[0] == place[1]:
        return NameMatch(5.0, ("two names of one place",))
    if place[0] and place[1]:
        return NameMatch(-5.0, ("two known places",))
    if _derived(x, y) or _derived(y, x):
        return NameMatch(-4.0, ("one reads as the adjective or people of the other",))
    if _acronym(a, y, words) or _acronym(b, x, words):
        return NameMatch(2.6, ("one is the other's initials",))
    if _is_organisation(x, words) or _is_organisation(y, words):
        return _compare_organisations(x, y, words)
    return _compare_persons(x, y, words, not (_spells_vowels(a) and _spells_vowels(b)))


def _derived(short: str, long: str) -> bool:
    if " " in short or " " in long or len(short) < 4:
        return False
    stems = (short, short[:-1]) if short[-1] in "aey" else (short,)
    return any(long.startswith(stem) and DEMONYM.fullmatch(long[len(stem) :]) for stem in stems)


def _spells_vowels(text: str) -> bool:
    # Arabic and Hebrew scripts leave short vowels out.
    return not any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc" for char in text)


def _acronym(written: str, other: str, words: NameWords) -> bool:
    letters = written.strip().replace(".", "")
    if not (2 <= len(letters) <= 7 and letters.isupper() and letters.isascii() and letters.isalpha()):
        return False
    spelled = other.split()
    content = [word for word in spelled if word not in words.fillers]
    whole = [word for word in content if len(word) > 2]
    initials = {"".join(word[0] for word in kept) for kept in (content, spelled, whole)}
    # "Co-operation" gives one letter, not two.
    initials.add("".join(word[0] for before, word in zip(["", *content], content, strict=False) if before != "co"))
    return len(content) > 1 and letters.lower() in initials


def _is_organisation(folded: str, words: NameWords) -> bool:
    return any(words.spellings.get(word, word) in words.bodies for word in folded.split())


def _compare_organisations(x: str, y: str, words: NameWords) -> NameMatch:
    a, b = ([words.spellings.get(w, w) for w in name.split() if w not in words.fillers] for name in (x, y))
    left, right = list(a), list(b)
    unsure = 0.0
    for word in a:
        best = min(right, key=lambda other: _word_cost(word, other), default=None)
        if best is not None and _word_cost(word, best) <= 0.22:
            unsure += _word_cost(word, best)
            left.remove(word)
            right.remove(best)
    extra = left + right
    if not extra:
        return NameMatch(4.5 - 4 * unsure, ("the same words in another order or spelling",))
    log_odds = 1.5 - 2.6 * len(extra) - 3 * unsure
    return NameMatch(log_odds, (f"words of one name only: {', '.join(sorted(extra))}",))


@lru_cache(maxsize=200_000)
def _word_cost(a: str, b: str) -> float:
    """0 for one word in two spellings, 1 for unrelated words; numbers and numerals must be equal."""
    if a == b:
        return 0.0
    if any(char.isdigit() for char in a + b):
        return 0.0 if a.rstrip("stndrh") == b.rstrip("stndrh") else 1.0
    words = load_name_words()
    if words.given.get(a, frozenset()) & words.given.get(b, frozenset()):
        return 0.08
    place = words.places.get(a), words.places.get(b)
    if place[0] and place[0] == place[1]:
        return 0.05
    length = (len(sounds_of(a)) + len(sounds_of(b))) / 2
    # Short words carry less proof: one sound in four is another name, one in ten a spelling.
    cost = distance(a, b) / max(length, 3.0)
    if length <= 3.5 and cost:
        cost += 0.1  # in a word this short every sound tells
    stems = words.given.get(a) or words.given.get(_stem(a)), words.given.get(b) or words.given.get(_stem(b))
    if stems[0] and stems[1] and not stems[0] & stems[1]:
        cost += 0.12  # two known given names, or families named after them, that are not listed as one
    return min(1.0, cost)


def _stem(word: str) -> str:
    return FAMILY_SUFFIX.sub("", word)


def _bare_cost(a: str, b: str) -> float:
    # Scripts without vowels also drop or add h, w and y, and a first vowel may be an unwritten consonant.
    x, y = (re.sub("[hv]", "", skeleton_of(word)).lstrip("a") for word in (a, b))
    if x and x == y:
        return 0.1 if len(x) > 1 else 0.2
    return min(1.0, 0.1 + distance(x, y) / max(len(x), len(y), 2))


def _compare_persons(x: str, y: str, words: NameWords, bare: bool) -> NameMatch:
    a = tuple(w for w in x.split() if w not in words.titles) or tuple(x.split())
    b = tuple(w for w in y.split() if w not in words.titles) or tuple(y.split())
    glued = _glued(a, b, words, bare)
    if glued is not None:
        return glued
    a = tuple(w for w in a if w not in words.particles) or a
    b = tuple(w for w in b if w not in words.particles) or b
    short, long = sorted((a, b), key=len)
    if len(long) > 6:
        short, long = short[:6], long[:6]
    best: tuple[float, tuple[str, ...], tuple[float, ...]] | None = None
    for chosen in permutations(long, len(short)):
        costs = tuple(_pair_cost(s, c, bare) for s, c in zip(short, chosen, strict=True))
        shuffled = 0.0 if chosen == tuple(w for w in long if w in chosen) else 0.02 + sum(costs) / 2
        total = sum(costs) + shuffled
        if best is None or total < best[0]:
            best = (total, chosen, (*costs, shuffled))
    assert best is not None
    return _judge_persons(short, long, best[1], best[2])


def _pair_cost(a: str, b: str, bare: bool) -> float:
    if len(a) == 1 or len(b) == 1:
        return 0.12 if sounds_of(a)[:1] == sounds_of(b)[:1] or a[0] == b[0] else 1.0
    return _bare_cost(a, b) if bare else _word_cost(a, b)


def _glued(a: tuple[str, ...], b: tuple[str, ...], words: NameWords, bare: bool) -> NameMatch | None:
    """Names that differ only by spaces, hyphens and glued particles: Al-Assad, Alassad; Jinping, Jin Ping."""
    if len(a) == len(b):
        return None
    x, y = "".join(a), "".join(b)
    if min(len(x), len(y)) < 6:
        return None
    cost = _bare_cost(x, y) if bare else distance(x, y) / max(len(x), len(y))
    if cost > 0.06 and not (bare and cost <= 0.1):
        return None
    return NameMatch(4.5 - 20 * cost, ("the same sounds, spaced differently",))


def _judge_persons(
    short: tuple[str, ...], long: tuple[str, ...], chosen: tuple[str, ...], costs: tuple[float, ...]
) -> NameMatch:
    worst = max(costs[:-1])
    reasons = [f"{s} ~ {c}" if s != c else f"{s}" for s, c in zip(short, chosen, strict=True)]
    # Calibrated on the list of hard pairs: at a cost of .22 per sound it is a coin's toss.
    log_odds = 5.0 - 21.0 * worst - 5.0 * (sum(costs[:-1]) - worst) - 25.0 * costs[-1]
    rest = [word for word in long if word not in chosen]
    for word in rest:
        if len(short) >= 2 and (word.endswith(PATRONYMIC) or len(word) == 1):
            reasons.append(f"{word} is a patronymic or an initial")
        elif len(short) >= 2:
            log_odds -= 1.8
            reasons.append(f"{word} stands in one name only")
        else:
            log_odds -= 3.5
            reasons.append(f"a single word against a full name ({word})")
    if len(short) == 1 and len(long) == 1:
        log_odds -= 0.8 if sounds_of(short[0])[-1:] in VOWELS else 0.3  # no second word bears it out
    return NameMatch(log_odds, tuple(reasons))
