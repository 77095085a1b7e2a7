"""Build the claims of the style articles (`styles/<half>/claims.jsonl`, `documents.json`) from their annotations.

    python -m benchmarks.styles_gold [--show STEM]

`styles_annotations.py` tells the format of the annotations.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.styles_annotations import QUALIFIERS, VALUES, AnnotationError, Annotations, Entry, parse

HERE = Path(__file__).resolve().parent / "styles"
HALVES = ("develop", "locked2")
REACH = 250  # characters within which a cue or mention outside the content is taken for the claim's

Place = tuple[int, int]  # half-open offsets in the article


def occurrences(text: str, wanted: str) -> list[Place]:
    """Every place of `wanted` in the text that begins and ends at a word's border."""
    left = r"(?<!\w)" if wanted[0].isalnum() else ""
    right = r"(?!\w)" if wanted[-1].isalnum() else ""
    return [m.span() for m in re.finditer(left + re.escape(wanted) + right, text)]


def locate(text: str, wanted: str, near: Place, where: str, outside: Place | None = None) -> Place:
    """The place of `wanted` nearest to `near`, one outside the content first, or the numbered one."""
    wanted, _, number = wanted.partition("##")
    places = occurrences(text, wanted)
    if number:
        if int(number) > len(places):
            raise AnnotationError(f"{where}: {wanted!r} occurs {len(places)} times, not {number}")
        return places[int(number) - 1]
    if outside and wanted[0] in "<>^":
        wanted, side = wanted[1:], wanted[0]
        places = [p for p in occurrences(text, wanted) if _side(p, outside) == side]
    elif outside:
        free = [p for p in places if p[1] <= outside[0] or p[0] >= outside[1]]
        held = [p for p in places if p not in free]
        places = [p for p in free if _gap(p, near) < REACH] or held or free
    if not places:
        raise AnnotationError(f"{where}: {wanted!r} is not in the article")
    ranked = sorted(places, key=lambda p: _gap(p, near))
    if len(ranked) > 1 and _gap(ranked[0], near) == _gap(ranked[1], near):
        raise AnnotationError(f"{where}: {wanted!r} is equally near twice; give its number with ##")
    return ranked[0]


def _side(place: Place, content: Place) -> str:
    """Where a place lies: before (<), after (>) or in (^) the content."""
    return "<" if place[1] <= content[0] else ">" if place[0] >= content[1] else "^"


def _gap(a: Place, b: Place) -> int:
    return max(0, max(a[0], b[0]) - min(a[1], b[1]))


def locate_content(text: str, wanted: str, after: int, where: str) -> Place:
    """A claim's content: the first place that does not begin before the claim before it."""
    head, _, tail = wanted.partition(" … ")
    if "##" in head:
        start, end = locate(text, head, (0, 0), where)
    else:
        places = [p for p in occurrences(text, head) if p[0] >= after]
        if not places:
            raise AnnotationError(f"{where}: {head!r} is not in the article after the claim before")
        start, end = places[0]
    if not tail:
        return start, end
    ends = [p for p in occurrences(text, tail) if p[0] >= end]
    if not ends:
        raise AnnotationError(f"{where}: {tail!r} does not follow {head!r}")
    return start, ends[0][1]


def shown(text: str, place: Place) -> dict[str, Any]:
    """A span in the gold's shape."""
    return {"start": place[0], "end": place[1], "text": text[place[0] : place[1]]}


def labels_of(words: str, where: str) -> dict[str, str | None]:
    """The fields of an `is` line, with the defaults for what it leaves out."""
    found: dict[str, str | None] = {key: values[0] for key, values in VALUES.items()}
    found |= {"when": None, "said": None}
    for word in words.split():
        key, _, value = word.partition("=")
        fitting = [name for name, values in VALUES.items() if word in values]
        if value and key in ("when", "said"):
            if not re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", value):
                raise AnnotationError(f"{where}: {value!r} is no ISO date or interval")
            found[key] = value
        elif fitting:
            found[fitting[0]] = word
        else:
            raise AnnotationError(f"{where}: {word!r} is no label of the format")
    return found


def number_of(text: str, line: str, content: Place, where: str) -> dict[str, Any]:
    """A quantity of a `no` line."""
    wanted, value, unit, qualifier = (part.strip() for part in line.split("|"))
    if qualifier not in QUALIFIERS:
        raise AnnotationError(f"{where}: {qualifier!r} is no qualifier")
    low, _, high = value.partition("..")
    place = locate(text, wanted, content, where)
    return {
        **shown(text, place),
        "value": _plain(low),
        "high": _plain(high) if high else None,
        "unit": unit,
        "qualifier": qualifier,
    }


def _plain(value: str) -> int | float:
    return float(value) if "." in value else int(value)


def attribution(text: str, entry: Entry, content: Place, sources: dict[str, tuple[str, str, str]], where: str) -> Any:
    """The cue and the chain of a `by` line."""
    if not entry.by:
        return None, []
    cue_text, _, chain_text = (part.strip() for part in entry.by.partition(" | "))
    cue = None if cue_text == "-" else locate(text, cue_text, content, where, content)
    chain = []
    for link in reversed(chain_text.split(" > ")):
        key, _, mention = link.strip().partition("=")
        if key not in sources:
            raise AnnotationError(f"{where}: no source {key!r}")
        name, type_, side = sources[key]
        place = locate(text, mention, cue or content, where, content)
        chain.append({**shown(text, place), "name": name, "type": type_, "side": side})
    return (shown(text, cue) if cue else None), chain[::-1]


def claims_of(path: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The claims of one article and its entry in documents.json."""
    text = path.read_bytes().decode("utf-8")
    file = path.parent / "annotations" / path.name
    written = parse(file)
    rows: list[dict[str, Any]] = []
    after = 0
    named = " ".join(entry.by for entry in written.entries)
    if idle := [key for key in written.sources if f" {key}=" not in f" {named}"]:
        raise AnnotationError(f"{path.parent.name}/{file.name}: sources of no claim: {', '.join(idle)}; delete them")
    for entry in written.entries:
        where = f"{path.parent.name}/{file.name}:{entry.line}"
        content = locate_content(text, entry.content, after, where)
        after = content[0]
        cue, chain = attribution(text, entry, content, written.sources, where)
        rows.append(
            {
                "id": f"{path.stem}-{len(rows) + 1:03d}",
                "doc": path.stem,
                "content": shown(text, content),
                "cue": cue,
                "sources": chain,
                **labels_of(entry.labels, where),
                "numbers": [number_of(text, line, content, where) for line in entry.numbers],
                "indicators": [],
                "direction": "neutral",
            }
        )
    return rows, _document(path, text, written)


def _document(path: Path, text: str, written: Annotations) -> dict[str, Any]:
    head = written.head

    def spanned(wanted: str) -> dict[str, Any]:
        return shown(text, locate(text, wanted, (0, 0), path.name))

    return {
        "id": path.stem,
        "file": path.name,
        "date": head["date"],
        "date_basis": head.get("basis", "stated in the text"),
        "publisher": head.get("publisher"),
        "title": spanned(head["title"]) if "title" in head else None,
        "boilerplate": [
            {**spanned(wanted), "kind": kind}
            for kind, wanted in (line.split(" | ", 1) for line in written.boilerplate)
        ],
        "characters": len(text),
    }


def articles(half: str) -> Iterator[Path]:
    """The articles of one half."""
    return iter(sorted((HERE / half).glob("*.txt")))


def build(half: str) -> list[dict[str, Any]]:
    """Write one half's claims.jsonl and documents.json; returns the claims."""
    rows, documents = [], []
    for path in articles(half):
        claims, document = claims_of(path)
        rows += claims
        documents.append(document)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (HERE / half / "claims.jsonl").write_text(lines, encoding="utf-8")
    (HERE / half / "documents.json").write_text(
        json.dumps(documents, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return rows


def show(rows: list[dict[str, Any]], stem: str) -> None:
    """Print one article's claims for reading."""
    for row in (r for r in rows if r["doc"] == stem):
        cue = f"{row['cue']['text']}@{row['cue']['start']}" if row["cue"] else "-"
        chain = " > ".join(f"{s['text']}@{s['start']} [{s['name']}]" for s in row["sources"])
        labels = " ".join(str(row[key]) for key in (*VALUES, "when", "said"))
        counted = "; ".join(f"{n['value']}..{n['high']} {n['unit']} {n['qualifier']}" for n in row["numbers"])
        print(f"{row['id']} @{row['content']['start']} {row['content']['text']}")
        print(f"    {cue} | {chain} | {labels} | {counted}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", metavar="STEM", help="print this article's claims")
    options = parser.parse_args()
    for half in HALVES:
        try:
            rows = build(half)
        except AnnotationError as error:
            print(error, file=sys.stderr)
            return 1
        attributed = [r for r in rows if r["sources"]]
        deep = sum(len(r["sources"]) > 1 for r in attributed)
        count = len({r["doc"] for r in rows})
        print(f"{half}: {count} articles, {len(rows)} claims, {len(attributed)} attributed, {deep} deep chains")
        if options.show:
            show(rows, options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
