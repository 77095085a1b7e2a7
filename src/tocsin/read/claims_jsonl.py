"""Claims given from outside, as JSONL: one claim a line with spans into documents, as a gold standard writes them.

A line needs `doc` and `content`; what else is absent takes the model's default. Unknown fields are ignored, unknown
values of known fields are errors, and every span is held against the document's words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast, get_args

from tocsin.errors import GroundingError, InputError, OptionError
from tocsin.model.attribution import Attribution
from tocsin.model.claim import Certainty, Claim, ClaimKind, Polarity, Stance, Verification, claim_id
from tocsin.model.document import Document
from tocsin.model.interval import Interval, parse
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.model.source import Source, SourceType
from tocsin.model.span import Span

EXTRACTOR = "given"
_CLOSERS = "\"'”’»)]"


def load_claims(path: str | Path, documents: Sequence[Document]) -> tuple[Claim, ...]:
    """The claims of the given documents, in the file's order, with the ids that they bear there.

    A claim belongs to the document whose name is its `doc`, or begins with it and an underscore; claims of other
    documents are left out. Raises OptionError for a malformed line and GroundingError where a span doesn't hold its
    words, each naming file, line and claim.
    """
    place = str(path)
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise OptionError("the claims file cannot be read", value=str(error.strerror), place=place) from error
    except UnicodeDecodeError as error:
        raise OptionError("the claims file is not UTF-8", place=place, remedy="save it as UTF-8") from error
    return tuple(_claims(lines, documents, place))


def _claims(lines: Sequence[str], documents: Sequence[Document], place: str) -> Iterator[Claim]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{place}:{number}"
        entry = _entry(line, where)
        document = _document(entry.get("doc"), documents, where)
        if document is not None:
            yield _claim(entry, document, f"{where} claim {entry.get('id', '?')}")


def _entry(line: str, where: str) -> Mapping[str, Any]:
    try:
        entry = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise OptionError("the line is not JSON", value=str(error)[:80], place=where) from error
    if not isinstance(entry, dict):
        raise OptionError("the line is not a claim", value=line[:40], place=where, remedy="write one object a line")
    return entry


def _document(key: Any, documents: Sequence[Document], where: str) -> Document | None:
    if not isinstance(key, str) or not key:
        raise OptionError("the claim names no document", place=where, remedy='write "doc": "FILE STEM"')
    matches = [document for document in documents if document.name == key or document.id == key]
    matches = matches or [document for document in documents if document.name.startswith(f"{key}_")]
    if len(matches) > 1:
        names = ", ".join(document.name for document in matches)
        raise OptionError(
            "several documents match", value=f"{key}: {names}", place=where, remedy="write the whole stem"
        )
    return matches[0] if matches else None


def _claim(entry: Mapping[str, Any], document: Document, where: str) -> Claim:
    content = _span(entry.get("content"), document, f"{where}, content")
    if content is None:
        raise OptionError(
            "the claim has no content span", place=where, remedy='write "content": {"start": …, "end": …}'
        )
    cue = _span(entry.get("cue"), document, f"{where}, cue")
    chain = _chain(entry.get("sources") or (), cue, document, where)
    given = entry.get("id")
    return Claim(
        id=given if isinstance(given, str) and given else claim_id(document.id, content, chain, cue),
        document_id=document.id,
        content=content,
        sentence=_span(entry.get("sentence"), document, f"{where}, sentence") or _sentence(document.text, content),
        chain=chain,
        cue=cue,
        stance=cast(Stance, _one_of(entry, "stance", get_args(Stance), "asserts", where)),
        polarity=cast(Polarity, _one_of(entry, "polarity", get_args(Polarity), "+", where)),
        certainty=cast(Certainty, _one_of(entry, "certainty", get_args(Certainty), "certain", where)),
        verification=cast(Verification, _one_of(entry, "verification", get_args(Verification), "none", where)),
        kind=cast(ClaimKind, _one_of(entry, "kind", get_args(ClaimKind), "state", where)),
        when=_interval(entry.get("when"), f"{where}, when"),
        said=_interval(entry.get("said"), f"{where}, said"),
        numbers=_numbers(entry.get("numbers") or (), document, where),
        headline=document.title_span is not None and document.title_span.contains(content),
        extractor=EXTRACTOR,
    )


def _chain(
    sources: Sequence[Mapping[str, Any]], cue: Span | None, document: Document, where: str
) -> tuple[Attribution, ...]:
    """The links in the order given. The cue, of which there is one, goes to the first link, nearest to the writer."""
    links: list[Attribution] = []
    for number, entry in enumerate(sources, start=1):
        place = f"{where}, source {number}"
        mention = _span(entry, document, place)
        if mention is None:
            raise OptionError("the source has no span", place=place, remedy="write its start and end")
        source = Source(
            name=str(entry.get("name") or mention.text(document.text)),
            type=cast(SourceType, _one_of(entry, "type", get_args(SourceType), "unnamed", place)),
            side=str(entry.get("side") or "none"),
        )
        links.append(Attribution(source, mention, cue if number == 1 else None))
    return tuple(links)


def _numbers(entries: Sequence[Mapping[str, Any]], document: Document, where: str) -> tuple[Quantity, ...]:
    found: list[Quantity] = []
    for number, entry in enumerate(entries, start=1):
        place = f"{where}, number {number}"
        span = _span(entry, document, place)
        value, high = entry.get("value"), entry.get("high")
        if span is None or not isinstance(value, int | float) or not isinstance(high, int | float | None):
            raise OptionError("a number needs start, end and value", value=str(dict(entry))[:60], place=place)
        qualifier = cast(Qualifier, _one_of(entry, "qualifier", get_args(Qualifier), "exact", place))
        unit = str(entry.get("unit") or "")
        found.append(Quantity(span, float(value), float(high) if high is not None else None, unit, qualifier))
    return tuple(found)


def _span(entry: Any, document: Document, where: str) -> Span | None:
    """The span, grounded: its words must stand at its offsets."""
    if entry is None:
        return None
    if not isinstance(entry, Mapping) or not all(type(entry.get(key)) is int for key in ("start", "end")):
        raise OptionError("not a span", value=str(entry)[:60], place=where, remedy='write {"start": 0, "end": 5}')
    try:
        span = Span(entry["start"], entry["end"])
        words = span.text(document.text)
    except GroundingError as error:
        raise GroundingError(error.message, value=error.value, place=where, remedy=error.remedy) from error
    expected = entry.get("text")
    if isinstance(expected, str) and expected != words:
        value = f"{span.start}-{span.end} is “{words[:40]}”, not “{expected[:40]}”"
        remedy = f"check that {document.name} is the text that was annotated"
        raise GroundingError("a span does not hold its words", value=value, place=where, remedy=remedy)
    return span


def _one_of(entry: Mapping[str, Any], key: str, allowed: tuple[str, ...], default: str, where: str) -> str:
    value = entry.get(key, default)
    if value not in allowed:
        remedy = f"use one of {', '.join(allowed)}"
        raise OptionError("not an allowed value", value=f"{key} = {value!r}", place=where, remedy=remedy)
    return str(value)


def _interval(value: Any, where: str) -> Interval | None:
    if value is None:
        return None
    try:
        return parse(str(value))
    except InputError as error:
        raise OptionError("not a date or interval", value=str(value), place=where, remedy=error.remedy) from error


def _sentence(text: str, content: Span) -> Span:
    """The sentence around a span, by its signs: a file of claims seldom tells it."""
    start = max(
        (
            text.rfind(end, 0, content.start) + len(end)
            for end in (". ", "! ", "? ", "\n")
            if end in text[: content.start]
        ),
        default=0,
    )
    ends = [found for sign in (".", "!", "?", "\n") if (found := text.find(sign, content.end)) >= 0]
    end = min(ends) + 1 if ends else len(text)
    while end < len(text) and text[end] in _CLOSERS:
        end += 1
    end = max(content.end, len(text[:end].rstrip()))
    start = min(content.start, start + len(text[start:end]) - len(text[start:end].lstrip()))
    return Span(start, end)
