"""Attribution extraction on PolNeAR (Newell, Margolin & Ruths 2018, LREC): 1,008 US political news articles.

    python benchmarks/polnear.py --data DIR --split dev [--misses N] [--errors N]

DIR holds `dev/text`, `dev/attributions` and so on, as in the corpus's `data` folder. The corpus states no licence:
measure on it, keep nothing of it. Develop on dev; run test once.

Contents match one to one, best first, where intersection over union of their word tokens is at least 0.5; then also
the sources must share a token (or both be absent); then also the cues. Claims that share their first link's cue and
source are joined before, because the corpus's contents run over sentences. Questions, wishes and attitudes count as
attributions there, so the extractor runs with `broad`.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tocsin.extract.extractor import load_extractor
from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Publication, document_id, text_digest
from tocsin.model.interval import Interval
from tocsin.model.settings import ExtractSettings
from tocsin.model.span import Span

WORD = re.compile(r"\w+")
LEAST_OVERLAP = 0.5
Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Relation:
    """One attribution, as sets of word numbers."""

    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]
    text: str
    manner: str = ""


def read_relations(path: Path, text: str, words: Spans) -> list[Relation]:
    """The relations of one annotation file in the standoff format of brat."""
    marks: dict[str, Spans] = {}
    relations = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            spans = rest.split("\t")[0].split(" ", 1)[1]
            marks[key] = [(int(a), int(b)) for a, b in (piece.split() for piece in spans.split(";"))]
    for line in lines:
        key, _, rest = line.partition("\t")
        if key.startswith("E"):
            roles: dict[str, Spans] = defaultdict(list)
            for part in rest.split():
                role, _, target = part.partition(":")
                roles[role.rstrip("0123456789").lower()] += marks.get(target, [])
            relation = relation_of(text, words, roles["content"], roles["source"], roles["cue"])
            if relation.content:
                relations.append(relation)
    return relations


def relation_of(text: str, words: Spans, content: Spans, source: Spans, cue: Spans) -> Relation:
    """A relation from character spans."""
    shown = " … ".join(text[a:b] for a, b in content)
    described = (
        f"{' '.join(text[a:b] for a, b in source)[:60]} | {' '.join(text[a:b] for a, b in cue)[:60]} | {shown[:230]}"
    )
    tokens = numbers(words, content)
    return Relation(tokens, numbers(words, source), numbers(words, cue), described, manner_of(text, words, tokens))


def numbers(words: Spans, spans: Spans) -> frozenset[int]:
    """The numbers of the words that overlap the spans."""
    return frozenset(i for a, b in spans for i, (x, y) in enumerate(words) if x < b and a < y)


def manner_of(text: str, words: Spans, tokens: frozenset[int]) -> str:
    """direct, mixed or indirect, by the share of the content's words between quotation marks."""
    quoted = {i for a, b in quoted_stretches(text) for i in tokens if a <= words[i][0] < b}
    share = len(quoted) / len(tokens) if tokens else 0
    return "direct" if share > 0.9 else "mixed" if share > 0 else "indirect"


def quoted_stretches(text: str) -> list[tuple[int, int]]:
    """Stretches between double quotation marks, by paragraph; an unclosed one runs to its paragraph's end."""
    found = []
    for paragraph in re.finditer(r"[^\n]+", text):
        opened = None
        for mark in re.finditer(r"[“”\"]|''", paragraph.group()):
            position = paragraph.start() + mark.start()
            if opened is None:
                opened = position
            else:
                found.append((opened, position))
                opened = None
        if opened is not None:
            found.append((opened, paragraph.end()))
    return found


def nearest(claim: Claim) -> Attribution | None:
    """The first link of the chain; of "A told the paper", where both links have one cue, A: the corpus has it so."""
    if not claim.chain:
        return None
    return [link for link in claim.chain if link.cue == claim.chain[0].cue][-1]


def predicted(claims: tuple[Claim, ...], text: str, words: Spans) -> list[Relation]:
    """Claims of one first link joined to relations, in reading order."""
    groups: dict[tuple[Span, Span | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        if not claim.chain and not claim.cue and not claim.quoted:
            continue
        first = nearest(claim)
        cue = (first.cue if first else None) or claim.cue
        groups[(first.mention if first else claim.content, cue)].append(claim)
    relations = []
    for (_, cue), held in groups.items():
        first = nearest(held[0])
        source = [(first.mention.start, first.mention.end)] if first else []
        content = [(c.content.start, c.content.end) for c in held]
        cue_spans = [(cue.start, cue.end)] if cue else []
        relations.append(relation_of(text, words, content, source, cue_spans))
    return relations


def matched(gold: list[Relation], found: list[Relation]) -> list[tuple[int, int]]:
    """One-to-one pairs, best overlap first."""
    scored = []
    for g, a in enumerate(gold):
        for p, b in enumerate(found):
            shared = len(a.content & b.content)
            if shared and (overlap := shared / len(a.content | b.content)) >= LEAST_OVERLAP:
                scored.append((overlap, bool(a.source & b.source), -g, -p))
    pairs, used_g, used_p = [], set(), set()
    for _, _, g, p in sorted(scored, reverse=True):
        if g not in used_g and p not in used_p:
            used_g.add(g)
            used_p.add(p)
            pairs.append((-g, -p))
    return pairs


def agree(a: frozenset[int], b: frozenset[int]) -> bool:
    """Share a word, or both absent."""
    return bool(a & b) or not (a or b)


def documents(folder: Path) -> Iterator[tuple[Path, Document]]:
    """The articles of a split."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        unknown = Publication(Interval(None, None), "unknown")
        yield path, Document(document_id(digest, path.stem), path.stem, digest, text, text_digest(text), unknown)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--split", default="dev", choices=["dev", "test"])
    parser.add_argument("--misses", type=int, default=0, help="print N relations that were not found")
    parser.add_argument("--errors", type=int, default=0, help="print N found relations that match nothing")
    parser.add_argument("--cues", action="store_true", help="print hits and number found by cue")
    parser.add_argument("--limit", type=int, default=0, help="only the first N articles")
    options = parser.parse_args()
    folder = options.data / options.split
    held = list(documents(folder))[: options.limit or None]
    extractor = load_extractor(ExtractSettings(broad=True))
    started = time.process_time()
    claims = list(extractor.extract_many(document for _, document in held))
    seconds = time.process_time() - started
    if options.cues:
        cue_table(folder, held, claims)
    report(folder, held, claims, options.misses, options.errors)
    print(f"{len(held) / seconds:.1f} articles a CPU-second")
    return 0


def report(
    folder: Path, held: list[tuple[Path, Document]], claims: list[tuple[Claim, ...]], misses: int, errors: int
) -> None:
    """Score and print."""
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    totals, hits = [0, 0], [0, 0, 0]
    missed: list[str] = []
    wrong: list[str] = []
    for (path, document), found_claims in zip(held, claims, strict=True):
        words = [m.span() for m in WORD.finditer(document.text)]
        annotations = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        gold = read_relations(annotations[0], document.text, words)
        found = predicted(found_claims, document.text, words)
        pairs = matched(gold, found)
        totals[0] += len(gold)
        totals[1] += len(found)
        for g, p in pairs:
            source = agree(gold[g].source, found[p].source)
            hits[0] += 1
            hits[1] += source
            hits[2] += source and agree(gold[g].cue, found[p].cue)
            if not source:
                wrong.append(f"SOURCE {gold[g].text[:120]}  <>  {found[p].text[:90]}")
        done_g, done_p = {g for g, _ in pairs}, {p for _, p in pairs}
        for g, relation in enumerate(gold):
            kinds[relation.manner][1] += 1
            kinds[relation.manner][0] += g in done_g
            if g not in done_g:
                missed.append(f"MISSED {relation.manner[:3]} {relation.text}")
        wrong.extend(f"FALSE  {r.manner[:3]} {r.text}" for p, r in enumerate(found) if p not in done_p)
    for line in spread(missed, misses) + spread(wrong, errors):
        print(line.replace("\n", "⏎"))
    for name, count in zip(("content", "+ source", "+ source + cue"), hits, strict=True):
        precision, recall = count / totals[1], count / totals[0]
        print(f"{name:15} P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}")
    shares = "  ".join(f"{manner} {done / total:.3f} of {total}" for manner, (done, total) in sorted(kinds.items()))
    print(f"{totals[0]} in gold, {totals[1]} found; content recall {shares}")


def cue_table(folder: Path, held: list[tuple[Path, Document]], claims: list[tuple[Claim, ...]]) -> None:
    """Hits (content and source) and number found by the words of the cue, the worst first."""
    table: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (path, document), found_claims in zip(held, claims, strict=True):
        words = [m.span() for m in WORD.finditer(document.text)]
        annotations = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        gold = read_relations(annotations[0], document.text, words)
        found = predicted(found_claims, document.text, words)
        good = {p for g, p in matched(gold, found) if agree(gold[g].source, found[p].source)}
        for p, relation in enumerate(found):
            row = table[relation.text.split(" | ")[1].lower()]
            row[0] += p in good
            row[1] += 1
    for cue, (hits, total) in sorted(table.items(), key=lambda item: item[1][0] - item[1][1]):
        print(f"CUE {hits} of {total} {cue}")


def spread(lines: list[str], number: int) -> list[str]:
    """So many of the lines, evenly over all."""
    step = max(1, len(lines) // number) if number else 1
    return lines[::step][:number] if number else []


if __name__ == "__main__":
    sys.exit(main())
