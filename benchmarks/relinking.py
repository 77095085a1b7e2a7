"""Growth of linking: claims a second from scratch, and seconds to add one article to a large case.

    python benchmarks/relinking.py [--claims 10000 50000 100000] [--vectors words|sentences] [--check]

Articles recombine the project's own sentences: who, where, how many and when are drawn anew, half of all articles
tell of one and the same pair of states, and one in ten takes over half of another one. `--check` also links the grown
case from scratch and compares the two outcomes byte for byte. CPU seconds are printed, with those spent on
vectors apart: `words` hashes words into vectors, `sentences` uses the sentence vectors of a real run.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tocsin.link.growing import grow
from tocsin.link.memory_index import MemoryIndex
from tocsin.link.viewing import view
from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim
from tocsin.model.codec import encode
from tocsin.model.document import Document, Publication, text_digest
from tocsin.model.interval import of_day
from tocsin.model.ports import Embedder, Vectors
from tocsin.model.quantity import Quantity
from tocsin.model.settings import LinkSettings
from tocsin.model.source import Source
from tocsin.model.span import Span
from tocsin.text.gazetteer import Country, load_gazetteer
from tocsin.text.vectors import load_minilm

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from linking_corpora import HashingEmbedder

# (sentence, polarity, stance, kind); {a} and {t} are the two states, {an} an adjective, {p} a place, {n} a number.
SENTENCES = (
    ("{an} troops crossed the border near {p}", "+", "asserts", "event"),
    ("no {an} soldier has crossed the border near {p}", "-", "asserts", "event"),
    ("{a} is preparing to send soldiers into {t}", "+", "asserts", "intention"),
    ("{a} will not take part in any war against {t}", "-", "promises", "intention"),
    ("{n} {an} soldiers were moved to {p}", "+", "asserts", "number"),
    ("{an} artillery shelled the villages around {p}", "+", "asserts", "event"),
    ("{an} soldiers refuse to fight in {t}", "+", "asserts", "state"),
    ("the {an} army has no combat experience", "+", "asserts", "state"),
    ("fuel trucks and a field hospital arrived in {p}", "+", "asserts", "event"),
    ("the government of {a} denied that its units had left {p}", "-", "asserts", "event"),
    ("reservists in {p} received call-up papers", "+", "asserts", "event"),
    ("{n} people fled from {p} after the shelling", "+", "asserts", "number"),
    ("the bridge near {p} was blown up at night", "+", "asserts", "event"),
    ("talks between {a} and {t} ended without a result in {p}", "+", "asserts", "event"),
    ("the president of {a} might order an attack on {t} within weeks", "+", "predicts", "forecast"),
    ("{a} could invade {t} before the end of the year", "+", "predicts", "forecast"),
    ("{an} helicopters were seen over {p} on the other side of the border", "+", "asserts", "event"),
    ("the airfield at {p} is being prepared for transport aircraft", "+", "asserts", "event"),
    ("officers in {p} were replaced after they refused orders", "+", "asserts", "event"),
    ("joint exercises with {n} soldiers began near {p}", "+", "asserts", "event"),
    ("the exercises near {p} have ended and the troops returned to barracks", "+", "asserts", "event"),
    ("mobile phones were taken from the soldiers stationed in {p}", "+", "asserts", "event"),
    ("{t} mined the roads that lead from {p} to the border", "+", "asserts", "event"),
    ("hospitals in {p} were told to keep beds free", "+", "asserts", "event"),
    ("the {an} parliament has to approve any mission abroad", "+", "asserts", "obligation"),
    ("a drone hit the refinery of {p}", "+", "asserts", "event"),
)
SPEAKERS = (
    ("Defence Ministry", "government-body"), ("General Staff", "military"), ("Foreign Ministry", "government-body"),
    ("border guard", "security-service"), ("a resident of {p}", "witness"), ("a senior official", "unnamed"),
)  # fmt: skip
FAMILIES = ("Orlin", "Maresh", "Tavik", "Belmor", "Sandak", "Koreni", "Lubash", "Petkar", "Viresh", "Zolnar")
GIVEN = ("Anton", "Mira", "Goran", "Elena", "Davit", "Leyla", "Tomas", "Nadia", "Emil", "Vera")
HEADS = ("Kor", "Vel", "Mar", "Tas", "Lun", "Bra", "Sel", "Dor", "Gal", "Rus", "Pol", "Nis")
TAILS = ("anka", "ovo", "itsa", "grad", "min", "esh", "ala", "ipol", "enik", "ava", "or", "iny")
PLACES = tuple(f"{head}{tail}" for head in HEADS for tail in TAILS)
CLAIMS_AN_ARTICLE = 20


@dataclass
class TimedEmbedder:
    """An embedder that keeps the time and the number of sentences apart."""

    inner: Embedder
    seconds: float = 0.0
    sentences: int = 0
    version: str = field(default="timed")

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """As the inner embedder."""
        start = time.process_time()
        found = self.inner.embed(sentences)
        self.seconds += time.process_time() - start
        self.sentences += len(sentences)
        return found


def generate(articles: int, seed: int) -> tuple[list[Document], list[Claim]]:
    """Articles of twenty claims each, over two years."""
    source = random.Random(seed)
    states = [c for c in load_gazetteer().countries if c.kind == "state" and c.adjectives][:40]
    documents: list[Document] = []
    claims: list[Claim] = []
    told: list[list[tuple[str, str, str, str, int]]] = []
    for number in range(articles):
        a, t = states[:2] if source.random() < 0.5 else source.sample(states, 2)
        lines = [_line(source, a, t) for _ in range(CLAIMS_AN_ARTICLE)]
        if told and source.random() < 0.1:
            lines[: CLAIMS_AN_ARTICLE // 2] = source.choice(told)[: CLAIMS_AN_ARTICLE // 2]
        told.append(lines)
        day = date(2024, 1, 1) + timedelta(source.randrange(730))
        document, found = _article(f"{number:06d}", lines, day, source, a)
        documents.append(document)
        claims += found
    return documents, claims


def _line(source: random.Random, a: Country, t: Country) -> tuple[str, str, str, str, int]:
    text, polarity, stance, kind = source.choice(SENTENCES)
    count = source.randrange(2, 300) * 10
    filled = text.format(a=a.name, t=t.name, an=a.adjectives[0], p=source.choice(PLACES), n=count)
    return filled, polarity, stance, kind, count if "{n}" in text else 0


def _article(
    key: str, lines: Sequence[tuple[str, str, str, str, int]], day: date, source: random.Random, a: Country
) -> tuple[Document, list[Claim]]:
    text, claims = "", []
    for place, (line, polarity, stance, kind, count) in enumerate(lines):
        speaker, kind_of = source.choice(SPEAKERS)
        name = f"{a.adjectives[0]} {speaker}" if kind_of != "witness" else speaker.format(p=source.choice(PLACES))
        if source.random() < 0.3:
            name, kind_of = f"{source.choice(GIVEN)} {source.choice(FAMILIES)}", "expert"
        quoted = source.random() < 0.6
        lead = f"According to {name}, " if quoted else ""
        start = len(text) + len(lead)
        text += f"{lead}{line}.\n\n"
        span = Span(start, start + len(line))
        mention = Span(start - len(name) - 2, start - 2) if quoted else span
        link = Attribution(Source(name, kind_of, a.key), mention)  # type: ignore[arg-type]
        numbers = (Quantity(span, float(count), None, "people", "exact"),) if count else ()
        when = of_day(day - timedelta(source.randrange(5))) if kind in ("event", "number") else None
        claims.append(
            Claim(f"{key}-{place:02d}", key, span, span, (link,) if quoted else (), None, stance, polarity,  # type: ignore[arg-type]
                  kind=kind, when=when, said=of_day(day), numbers=numbers)  # type: ignore[arg-type]
        )  # fmt: skip
    return Document(key, key, "", text, text_digest(text), Publication(of_day(day), "metadata")), claims


def measure(count: int, embedder: Embedder, check: bool) -> None:
    """Print one size of case."""
    documents, claims = generate(count // CLAIMS_AN_ARTICLE + 5, seed=20220224)
    timed = TimedEmbedder(embedder)
    index, few = MemoryIndex(), documents[:-5]
    known = {document.id for document in few}
    start = time.process_time()
    grow(index, few, [claim for claim in claims if claim.document_id in known], (), timed, LinkSettings())
    spent = time.process_time() - start - timed.seconds
    print(f"{len(few) * CLAIMS_AN_ARTICLE} claims from scratch: {spent:.1f} CPU s, "
          f"{len(few) * CLAIMS_AN_ARTICLE / spent:.0f} claims/s; "
          f"{timed.sentences} sentences embedded in {timed.seconds:.1f} s")  # fmt: skip
    times = []
    for document in documents[-5:]:
        mine = [claim for claim in claims if claim.document_id == document.id]
        start = time.process_time()
        grow(index, [document], mine, (), timed, LinkSettings())
        times.append(time.process_time() - start)
    print(f"  one article of {CLAIMS_AN_ARTICLE} claims more: {', '.join(f'{s:.2f}' for s in times)} CPU s each")
    start = time.process_time()
    grown = view(index)
    print(f"  view: {time.process_time() - start:.1f} s; {len(grown.incidents)} incidents, "
          f"{len(grown.links)} links, {len(grown.entities)} entities; "
          f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")  # fmt: skip
    if check:
        whole = MemoryIndex()
        grow(whole, documents, claims, (), embedder, LinkSettings())
        print(f"  the same as from scratch: {encode(view(whole)) == encode(grown)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 50_000, 100_000])
    parser.add_argument("--vectors", choices=("words", "sentences"), default="words")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    for count in options.claims:
        measure(count, HashingEmbedder() if options.vectors == "words" else load_minilm(), options.check)


if __name__ == "__main__":
    main()
