"""Link the claims of an annotated set and score the links with the set's own script.

    python benchmarks/links_gold.py --gold GOLD-FOLDER --articles ARTICLES-FOLDER [--claims FILE] [--output FILE]

By default the annotated claims are fed in, so that only linking is measured; `--claims` takes extracted ones instead.
`--sample N` prints N predicted pairs of each kind that the set does not list, for judging by hand.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tocsin.link.linking import link
from tocsin.model.capture import Capture
from tocsin.model.document import Document
from tocsin.model.linkage import Linkage
from tocsin.model.settings import LinkSettings, ReadSettings
from tocsin.read.captures import captures
from tocsin.read.claims_jsonl import load_claims
from tocsin.read.dates import load_dates, with_dates
from tocsin.read.reading import read
from tocsin.text.vectors import load_minilm

CONFLICTS = ("contradicts", "tension")


def documents_of(articles: Path, gold: Path) -> list[Document]:
    """The annotated articles as the reader gives them, with the set's dates."""
    hints = load_dates(str(gold / "documents.json"))
    found = captures([str(articles)], captured_at=None, settings=ReadSettings())
    return [with_dates(read(item, ReadSettings()), hints) for item in found if isinstance(item, Capture)]


def plain(linkage: Linkage) -> dict[str, Any]:
    """The linkage in the shape of the set's links.json."""
    return {
        "same": [list(incident.claim_ids) for incident in linkage.incidents if len(incident.claim_ids) > 1],
        "contradict": [
            {"a": x.a, "b": x.b, "strength": "contradiction" if x.relation == "contradicts" else "tension",
             "why": "; ".join(x.reasons)} for x in linkage.links if x.relation in CONFLICTS
        ],
        "update": [
            {"earlier": x.b, "later": x.a, "why": x.reasons[0]} for x in linkage.links if x.relation == "updates"
        ],
        "circular": [
            {"claims": list(x.claim_ids), "origin": x.label, "stated": x.stated, "why": "; ".join(x.reasons)}
            for x in linkage.roots
        ],
        "entities": [{"name": x.name, "type": x.type, "variants": list(x.variants)} for x in linkage.entities],
    }  # fmt: skip


def unlisted(links: dict[str, Any], gold: dict[str, Any]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Predicted same and conflicting pairs that the set doesn't list."""

    def pairs(groups: list[list[str]]) -> set[frozenset[str]]:
        return {frozenset(pair) for group in groups for pair in itertools.combinations(group, 2)}

    same = pairs(links["same"]) - pairs(gold["same"])
    conflicts = {frozenset((x["a"], x["b"])) for x in links["contradict"]}
    conflicts -= {frozenset((x["a"], x["b"])) for x in gold["contradict"]}

    def ordered(found: set[frozenset[str]]) -> list[tuple[str, str]]:
        return [(a, b) for a, b in sorted(tuple(sorted(pair)) for pair in found)]

    return ordered(same), ordered(conflicts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--claims", type=Path)
    parser.add_argument("--output", type=Path, default=Path("links.json"))
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    source = options.claims or options.gold / "claims.jsonl"
    documents = documents_of(options.articles, options.gold)
    claims = load_claims(source, documents)
    embedder = load_minilm()
    start = time.perf_counter()
    linkage = link(documents, claims, (), embedder, LinkSettings())
    print(f"{len(documents)} documents, {len(claims)} claims linked in {time.perf_counter() - start:.1f} s")
    links = plain(linkage)
    options.output.write_text(json.dumps(links, ensure_ascii=False, indent=1), encoding="utf-8")
    command = [sys.executable, str(options.gold / "score.py"), str(source), "--links", str(options.output)]
    scored = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print("\n".join(scored.splitlines()[-5:]))
    if options.sample:
        text = {
            claim.id: claim.content.text(d.text) for claim in claims for d in documents if d.id == claim.document_id
        }
        gold = json.loads((options.gold / "links.json").read_text(encoding="utf-8"))
        for title, found in zip(("same", "conflict"), unlisted(links, gold), strict=True):
            print(f"\n{title}: {len(found)} unlisted pairs")
            for a, b in random.Random(1).sample(found, min(options.sample, len(found))):
                print(f"  {a} {text[a][:110]!r}\n  {b} {text[b][:110]!r}\n")


if __name__ == "__main__":
    main()
