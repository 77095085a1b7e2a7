"""Drafts of claims from sentences with marks in them, so that single fields can be tested and measured alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from tocsin.extract.draft import Draft
from tocsin.model.attribution import Attribution
from tocsin.model.source import Source, SourceType
from tocsin.model.span import Span

_MARKS = re.compile(r"\[\[|\]\]|[{}<>]")


@dataclass(frozen=True)
class Marked:
    """A text with its marks taken out: content, cue and source as spans."""

    text: str
    content: Span
    cue: Span | None
    source: Span | None


def unmark(marked: str) -> Marked:
    """Read `[[content]]`, `{cue}` and `<source>`."""
    text, opened, spans = "", {}, {}
    at = 0
    for match in _MARKS.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        mark = match.group()
        if mark in ("[[", "{", "<"):
            opened[mark] = len(text)
        else:
            pair = {"]]": "[[", "}": "{", ">": "<"}[mark]
            spans[pair] = Span(opened[pair], len(text))
    text += marked[at:]
    return Marked(text, spans["[["], spans.get("{"), spans.get("<"))


def cue_stances() -> dict[tuple[str, str], str]:
    """(lemma, construction) → stance, from the cue lexicon."""
    data = tomllib.loads(files("tocsin.extract").joinpath("data/cues.toml").read_text(encoding="utf-8"))
    stances: dict[tuple[str, str], str] = {}
    for group in ("verbs", "nouns", "phrases", "openers"):
        for entry in data.get(group, []):
            for word in re.split(r",(?![^(]*\))", entry["words"]):
                lemma = re.sub(r"\(.*\)", "", word).strip()
                for takes in entry.get("takes", ["clause", "object"]):
                    stances.setdefault((lemma, takes), entry["stance"])
    return stances


def root_of(doc: Doc, content: Span) -> Token:
    """The token of a span whose head lies outside it; a verb rather than a noun where there are several."""
    span = doc.char_span(content.start, content.end, alignment_mode="expand")
    assert span is not None
    tops = [t for t in span if t.head.i == t.i or not content.start <= t.head.idx < content.end]
    tops = [t for t in tops if not t.is_punct and t.dep_ not in ("mark", "cc", "punct", "advmod", "intj")] or [
        span.root
    ]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
    return max(verbs or tops, key=lambda t: len(list(t.subtree)))


def draft_of(
    doc: Doc, content: Span, cue: Span | None, sources: tuple[tuple[str, SourceType, Span], ...], stances: Any
) -> Draft:
    """A draft as the extractor would hand it on."""
    root = root_of(doc, content)
    sentence = root.sent
    key, stance = "", ""
    if cue is not None:
        tokens = doc.char_span(cue.start, cue.end, alignment_mode="expand")
        assert tokens is not None
        text = cue.text(doc.text).lower()
        head = next((t for t in tokens if t.pos_ in ("VERB", "AUX")), tokens.root)
        to = any(c.lower_ == "to" for c in root.children if c.dep_ == "aux")
        takes = "infinitive" if to else "clause" if root.pos_ in ("VERB", "AUX") else "object"
        for lemma in (text, " ".join(t.lemma_ for t in tokens).lower(), head.lemma_.lower()):
            for kind in (takes, "clause", "object", "quote", "infinitive", "predicate"):
                if (lemma, kind) in stances and not stance:
                    key, stance = lemma, stances[(lemma, kind)]
        key = key or head.lemma_.lower()
    chain = tuple(Attribution(Source(name, kind), mention, cue) for name, kind, mention in sources)
    quoted = bool(sources) and doc.text[max(0, content.start - 1)] in '“"‘'
    if sources and not quoted:
        before = doc.text[doc.text.rfind("\n", 0, content.start) + 1 : content.start]
        quoted = before.count("“") > before.count("”")
    span = Span(sentence.start_char, sentence.end_char)
    return Draft(content, span, root.i, chain, cue, key, stance, _condition(root), quoted, False)


def _condition(root: Token) -> Span | None:
    for child in root.children:
        if child.dep_ == "advcl" and any(c.lower_ in ("if", "unless", "should") for c in child.children):
            words = sorted(child.subtree, key=lambda t: t.i)
            return Span(words[0].idx, words[-1].idx + len(words[-1]))
    return None


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of a tab-separated file, without comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")
