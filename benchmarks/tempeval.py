"""Measure time expressions on TimeBank and AQUAINT as distributed for TempEval-3 (UzZaman et al. 2013).

Found: relaxed match of spans, one to one. Value F1: of those, value right, after the task's own scorer (F1 of the
relaxed match times the share of right values). Printed for DATE expressions and for all types.
python -m benchmarks.tempeval --data DIR   (the folder that holds TBAQ-cleaned)
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from tocsin.extract.time_expressions import TimeExpression, find_expressions
from tocsin.extract.time_grammar import load_time_grammar
from tocsin.text.language_pipeline import load_pipeline

_TIMEX = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.DOTALL)


def read(path: Path) -> tuple[date, str, list[tuple[int, int, str, str]]] | None:
    """Day of creation, plain text and (start, end, type, value) of its expressions."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    created = re.search(r'value="(\d{4}-\d\d-\d\d)[^"]*"[^>]*functionInDocument="CREATION_TIME"', raw)
    created = created or re.search(r'CREATION_TIME"[^>]*value="(\d{4}-\d\d-\d\d)', raw)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    if not created or not body:
        return None
    text, gold, at = "", [], 0
    inner = body.group(1)
    for match in _TIMEX.finditer(inner):
        text += html.unescape(re.sub(r"<[^>]+>", "", inner[at : match.start()]))
        words = html.unescape(re.sub(r"<[^>]+>", "", match.group(2)))
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', match.group(1)))
        gold.append((len(text), len(text) + len(words), attributes["type"], attributes["value"]))
        text += words
        at = match.end()
    text += html.unescape(re.sub(r"<[^>]+>", "", inner[at:]))
    return date.fromisoformat(created.group(1)), text, gold


def same(gold: str, found: str) -> bool:
    """Equal values; a time of day counts as its day, and notations of one value ("W7", "198X", "1949-XX") as one."""
    gold, found = (re.sub(r"(?:-XX)+$|(?<=^\d{3})X$", "", re.sub(r"-W(\d)$", r"-W0\1", v)) for v in (gold, found))
    return gold == found or (gold.split("T")[0] == found.split("T")[0] and gold[:1].isdigit() and "T" in gold + found)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    pipeline, grammar = load_pipeline(), load_time_grammar()
    counts: dict[str, Counter[str]] = {"DATE": Counter(), "all": Counter()}
    shown = 0
    for path in sorted(options.data.rglob("*.tml")):
        if path.name.startswith("._") or not (content := read(path)):
            continue
        created, text, gold = content
        doc = pipeline(text)
        found = list(find_expressions(doc, [(s.start_char, s.end_char) for s in doc.sents], created, grammar))
        for kind in counts:
            real = [g for g in gold if kind == "all" or g[2] == "DATE"]
            times = [g for g in gold if g[2] == "TIME"]
            mine: list[TimeExpression] = [
                f
                for f in found
                if kind == "all"
                or f.value.kind == "DATE"
                # Corpora call "Friday night" now a date, now a time.
                or (f.value.kind == "TIME" and not any(f.start < g[1] and g[0] < f.end for g in times))
            ]
            used: set[int] = set()
            for start, end, _, value in real:
                hit = next((i for i, f in enumerate(mine) if i not in used and f.start < end and start < f.end), None)
                if hit is not None:
                    used.add(hit)
                    counts[kind]["match"] += 1
                    counts[kind]["value"] += same(value, mine[hit].value.value)
                wrong = hit is None or not same(value, mine[hit].value.value)
                if kind == "DATE" and wrong and shown < options.misses:
                    shown += 1
                    said = mine[hit].value.value if hit is not None else "-"
                    print(
                        f"{path.name} {created} | {text[start:end]!r} {value} → {said}"
                        f" | {text[max(0, start - 50) : end + 30]!r}"
                    )
            if kind == "DATE" and shown < options.misses:
                for i, f in enumerate(mine):
                    if i not in used and shown < options.misses:
                        shown += 1
                        print(
                            f"{path.name} extra {text[f.start : f.end]!r} {f.value.value}"
                            f" | {text[max(0, f.start - 40) : f.end + 20]!r}"
                        )
            counts[kind]["gold"] += len(real)
            counts[kind]["found"] += len(mine)
    for kind, count in counts.items():
        precision, recall = count["match"] / count["found"], count["match"] / count["gold"]
        f1 = 2 * precision * recall / (precision + recall)
        print(
            f"{kind:5} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
            f"   value F1 {f1 * count['value'] / count['match']:.3f}   {dict(count)}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
