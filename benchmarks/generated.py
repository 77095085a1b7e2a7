"""Articles and claims made by chance from a seed, as many as wanted: for measuring, never for judging quality.

Articles are paragraphs of the demo reports, mixed anew and with other numbers, days and towns, so that they are as
long and as hard to parse as real ones and no two are alike. Claims are made without any parser, with the spread of
origins, sides, kinds and days that a desk's case has: a few speakers say much, most say little.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import tocsin
from tocsin.model.attribution import Attribution
from tocsin.model.capture import Capture, capture
from tocsin.model.claim import Claim, claim_id
from tocsin.model.document import Document, Publication, document_id, text_digest
from tocsin.model.interval import of_day, of_month
from tocsin.model.source import Source
from tocsin.model.span import Span

DEMO = Path(tocsin.__file__).parent / "data" / "demo" / "articles"
AT = datetime(2031, 5, 2, tzinfo=UTC)
PARAGRAPHS = 9
TOWNS = ("Brest", "Gomel", "Grodno", "Mozyr", "Pinsk", "Vitebsk", "Lida", "Slutsk", "Polotsk", "Orsha", "Baranovichi")
GIVEN = (
    "Ivan",
    "Olga",
    "Pavel",
    "Natalia",
    "Sergei",
    "Irina",
    "Dmitri",
    "Alena",
    "Viktor",
    "Yulia",
    "Anton",
    "Daria",
)
FAMILY = ("Kaval", "Morozo", "Sidor", "Vasil", "Petr", "Novik", "Zhdan", "Karp", "Levch", "Bond", "Hrom", "Tkach")
ENDINGS = ("enko", "ov", "ev", "uk", "ich", "sky", "ets", "yan")
SIDES = ("russia", "ukraine", "belarus", "none", "united-states", "poland", "belarus-opposition")
KINDS = ("event", "event", "event", "state", "state", "number", "intention", "forecast", "opinion")
STANCES = ("asserts", "asserts", "asserts", "denies", "warns", "predicts", "doubts")
WHO = (
    "border troops",
    "a tank battalion",
    "rail crews",
    "the air defence brigade",
    "conscripts",
    "an engineer company",
)
DEEDS = (
    "moved {n} vehicles towards {town}", "were seen near {town}", "began an exercise at {town}", "left {town}",
    "will not cross the border near {town}", "received {n} uniforms in {town}", "closed the road from {town}",
    "loaded ammunition at the depot in {town}", "sent {n} men home from {town}", "built a field hospital at {town}",
)  # fmt: skip


def articles(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Names and texts of plain-text articles of about 2.5 thousand characters."""
    chance = random.Random(seed)
    paragraphs = _paragraphs()
    for number in range(count):
        chosen = chance.sample(paragraphs, PARAGRAPHS)
        headline = f"{chance.choice(TOWNS)} report {number}: {chosen[0].split('. ')[0][:70]}"
        body = "\n\n".join(_varied(paragraph, chance) for paragraph in chosen)
        yield f"generated-{number:07}", f"{headline}\n\n{body}\n"


def write_articles(folder: Path, count: int, seed: int = 1) -> Path:
    """The articles as files of a new folder."""
    folder.mkdir(parents=True)
    for name, text in articles(count, seed):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def read_with_claims(
    count: int, claims_each: int = 20, start: int = 0, seed: int = 1
) -> Iterator[tuple[Capture, Document, tuple[Claim, ...]]]:
    """Documents of `claims_each` sentences, each of them a claim, from number `start` on; any part is made alone."""
    for number in range(start, start + count):
        yield one_read(number, claims_each, seed)


def one_read(number: int, claims_each: int = 20, seed: int = 1) -> tuple[Capture, Document, tuple[Claim, ...]]:
    """One document with its bytes and claims."""
    chance = random.Random(f"{seed}-{number}")
    out = date(2031, 1, 1) + timedelta(days=chance.randrange(730))
    speakers = [_speaker(chance) for _ in range(max(1, claims_each // 4))]
    sentences = []
    for _ in range(claims_each):
        speaker = chance.choice(speakers)
        deed = chance.choice(DEEDS).format(town=chance.choice(TOWNS), n=chance.randrange(3, 900))
        sentences.append((speaker, f"{chance.choice(WHO)} {deed} on {out.strftime('%d %B')}"))
    text = "\n\n".join(f"{speaker.name} said {content}." for speaker, content in sentences)
    made = capture(f"made-{number:07}", text.encode(), "file", f"made-{number:07}.txt", AT)
    publication = Publication(of_day(out), "metadata", "generated")
    document = Document(
        document_id(made.sha256, made.name), made.name, made.sha256, text, text_digest(text), publication,
        publisher=f"Outlet {number % 300}",
    )  # fmt: skip
    return made, document, _claims(document, sentences, out, chance)


def _claims(
    document: Document, sentences: list[tuple[Source, str]], out: date, chance: random.Random
) -> tuple[Claim, ...]:
    found, position = [], 0
    for speaker, content in sentences:
        mention = Span(position, position + len(speaker.name))
        start = mention.end + len(" said ")
        span = Span(start, start + len(content))
        chain = (Attribution(speaker, mention, Span(mention.end + 1, mention.end + 5)),)
        day = out - timedelta(days=chance.randrange(10))
        found.append(
            Claim(
                claim_id(document.id, span, chain, None), document.id, span, Span(position, span.end + 1), chain,
                stance=chance.choice(STANCES),  # type: ignore[arg-type]
                kind=chance.choice(KINDS),  # type: ignore[arg-type]
                when=of_month(day.year, day.month) if chance.random() < 0.1 else of_day(day),
                said=of_day(out), extractor="generated",
            )
        )  # fmt: skip
        position = span.end + 3
    return tuple(found)


def _speaker(chance: random.Random) -> Source:
    # The square gives few speakers much to say and most little, as in the news.
    rank = int(chance.random() ** 2 * len(GIVEN) * len(FAMILY) * len(ENDINGS))
    given, rest = divmod(rank, len(FAMILY) * len(ENDINGS))
    family, ending = divmod(rest, len(ENDINGS))
    name = f"{GIVEN[given]} {FAMILY[family]}{ENDINGS[ending]}"
    return Source(name, "official", SIDES[rank % len(SIDES)])


def _paragraphs() -> list[str]:
    found: list[str] = []
    for path in sorted(DEMO.glob("*")):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            parts = [re.sub(r"<[^>]+>", "", part) for part in re.findall(r"<p>(.*?)</p>", text, re.DOTALL)]
        elif path.suffix == ".txt":
            parts = text.split("\n\n")
        else:
            continue
        found += [" ".join(part.split()) for part in parts if len(part) > 150]
    return found


def _varied(paragraph: str, chance: random.Random) -> str:
    paragraph = re.sub(r"\b\d{2,6}\b(?!,)", lambda match: str(chance.randrange(10, 9_000)), paragraph)
    return re.sub(rf"\b(?:{'|'.join(TOWNS)})\b", lambda match: chance.choice(TOWNS), paragraph)
