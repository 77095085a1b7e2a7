"""Judgements of a folder of dated articles at several days, each with the three reports that carry it.

    python benchmarks/dated_judgements.py ARTICLES --dates FILE [--at 2022-06-01 …] [--only 2022-02-28=003 …]

One question a day, with a deadline half a year ahead. The digests of the templates and of both numeric vocabularies
are printed first: no number may change because of what comes out here.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tocsin.assess.inquiry import Material
from tocsin.assess.judging import judge
from tocsin.assess.templates import load_template, template_keys
from tocsin.assess.vocabulary import load_grades, load_method
from tocsin.cli.request import Request
from tocsin.cli.sitting import Sitting, sitting
from tocsin.model.judgement import Judgement

ASKED = "Will Belarus's armed forces enter the war against Ukraine before {deadline}?"
AHEAD = timedelta(days=183)
DAYS = ("2022-02-28", "2022-06-01", "2023-02-15", "2024-04-10")
ALONE = ("2022-02-28=003",)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--dates", type=Path, required=True)
    parser.add_argument("--asked", default=ASKED, help="the question, with {deadline} in it")
    parser.add_argument("--at", nargs="*", default=DAYS)
    parser.add_argument("--only", nargs="*", default=ALONE, help="DAY=START-OF-FILE-NAME: judge one article alone")
    options = parser.parse_args()
    for key in template_keys():
        print(f"template {key:26s} {load_template(key).digest}")
    print(f"source_grades.toml {load_grades().digest}\nmethod.toml {load_method().digest}")
    alone = dict(item.split("=", 1) for item in options.only)
    for at in options.at:
        day = date.fromisoformat(at)
        asked = options.asked.format(deadline=day + AHEAD)
        request = Request(words=(asked, str(options.articles)), as_of=at, dates=options.dates)
        with sitting(request) as seat:
            show(day, judged(seat, day, alone.get(at, "")), seat)


def judged(seat: Sitting, day: date, only: str) -> Judgement:
    """The judgement from all articles that were out, or from one alone."""
    keep = {d.id for d in seat.corpus.documents if d.name.startswith(only)}
    pairs = [(c, e) for c, e in zip(seat.corpus.claims, seat.evidence, strict=True) if c.document_id in keep]
    documents = [document for document in seat.corpus.documents if document.id in keep]
    claims, evidence = [claim for claim, _ in pairs], [item for _, item in pairs]
    material = Material(documents, claims, seat.linkage, evidence, seat.corpus.decisions)
    past = seat.past
    return judge(replace(past.question), past.template, day, material, seat.workshop.settings.assess)


def show(day: date, made: Judgement, seat: Sitting) -> None:
    """One judgement, and what leaving out each of its three strongest reports would do."""
    names = {document.id: document.name for document in seat.corpus.documents}
    answer, odds = made.estimate, [p / (1 - p) for p in (made.estimate.low, made.estimate.high)]
    print(
        f"\n{day}  {answer.probability:.2%} [{answer.low:.2%}, {answer.high:.2%}] odds ratio {odds[1] / odds[0]:.0f}"
    )
    print(f"  prior {made.prior.probability:.2%}; {made.confidence} confidence; {len(made.counted)} articles count")
    for item in [found for found in made.influences if found.kind == "report"][:3]:
        print(f"  without {names.get(item.key, item.key)}: {item.without:.2%} ({item.change_log_odds:+.2f})")


if __name__ == "__main__":
    main()
