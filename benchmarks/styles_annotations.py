"""The written form of the annotations of the style articles (`styles/<half>/annotations/`).

An annotation file stands beside its article, `annotations/<stem>.txt` for `<stem>.txt`:

    date: 2023-05-12                     day of publication; also `basis:`, `publisher:`, `title:` and
    boilerplate: kind | text             what is no text of the article
    @KEY name | type | side              a source of this article
    * content of a claim                 in reading order; ` … ` leaves out the middle of a long one
      by cue | KEY=mention > KEY=mention nearest to the writer first; the cue is `-` where there is none
      is denies - possible event when=2023-05 said=2023-05-11   only what differs from the default
      no at least 30 | 30 | unit counted | at-least             `850..1100` for a range

A text that occurs more than once is found nearest to its claim (content: after the claim before it), is named by
its number in the article (`he##3`), or by its side of the content (`<he` before, `>he` after, `^he` in it).
Every text must be found: AnnotationError names the file and the line.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

VALUES = {
    "stance": (
        "asserts",
        "denies",
        "doubts",
        "predicts",
        "orders",
        "requests",
        "warns",
        "promises",
        "quotes-opinion",
    ),
    "polarity": ("+", "-"),
    "certainty": ("certain", "probable", "possible"),
    "verification": ("none", "confirmed", "unverified", "contradicted"),
    "kind": ("event", "state", "number", "intention", "forecast", "opinion", "obligation", "law"),
}
TYPES = (
    *("official", "military", "security-service", "government-body", "media", "think-tank", "ngo", "opposition"),
    *("expert", "ex-official", "witness", "soldier", "private-person", "document", "unnamed", "public"),
)
SIDES = ("belarus-regime", "belarus-opposition", "ukraine", "russia", "us", "lithuania", "other", "none")
QUALIFIERS = ("exact", "about", "at-least", "at-most", "more-than", "percent-change")
SINGLE = ("date", "basis", "publisher", "title")


class AnnotationError(Exception):
    """An annotation that does not fit its article or the format."""


@dataclass(frozen=True)
class Entry:
    """One annotated claim as written, with the number of its line."""

    line: int
    content: str
    by: str = ""
    labels: str = ""
    numbers: tuple[str, ...] = ()


@dataclass
class Annotations:
    """An annotation file as written."""

    head: dict[str, str] = field(default_factory=dict)
    boilerplate: list[str] = field(default_factory=list)
    sources: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


def parse(path: Path) -> Annotations:
    """Read an annotation file; raises AnnotationError at a line that is none of the known ones."""
    found = Annotations()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@"):
            key, rest = line[1:].split(" ", 1)
            name, type_, side = (part.strip() for part in rest.split("|"))
            if type_ not in TYPES or side not in SIDES or key in found.sources:
                raise AnnotationError(f"{path.name}:{number}: no such source type or side, or the key twice: {line}")
            found.sources[key] = (name, type_, side)
        elif line.startswith("* "):
            found.entries.append(Entry(number, line[2:].strip()))
        elif line.startswith("  ") and found.entries:
            found.entries[-1] = _detail(found.entries[-1], line.strip(), f"{path.name}:{number}")
        elif line.startswith("boilerplate: "):
            found.boilerplate.append(line.split(": ", 1)[1])
        elif line.split(": ", 1)[0] in SINGLE:
            key, value = line.split(": ", 1)
            found.head[key] = value.strip()
        elif line.strip():
            raise AnnotationError(f"{path.name}:{number}: not a line of this format: {line!r}")
    return found


def _detail(entry: Entry, line: str, where: str) -> Entry:
    word, _, rest = line.partition(" ")
    if word == "by":
        return replace(entry, by=rest)
    if word == "is":
        return replace(entry, labels=rest)
    if word == "no":
        return replace(entry, numbers=(*entry.numbers, rest))
    raise AnnotationError(f"{where}: {word!r} begins no detail; write by, is or no")
