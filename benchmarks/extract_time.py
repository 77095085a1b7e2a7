"""Time of the whole extraction beside the bare spaCy parse of the same texts, and peak memory of one worker.

    python -m benchmarks.extract_time [FOLDER] [--copies N] [--rounds N] [--profile N]

Parse and extraction take turns, so that what else runs on the machine falls on both; figures are processor seconds
of this process, the least of the rounds. The memory is that of a fresh process that loads the extractor and works off
the texts, as a worker does. Texts are the demo reports unless a folder is named.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import subprocess
import sys
import time
from pathlib import Path

from spacy.language import Language

import tocsin
from tocsin.extract.extractor import Extractor, load_extractor
from tocsin.model.document import Document, Publication, document_id, text_digest
from tocsin.model.interval import parse
from tocsin.model.settings import ExtractSettings
from tocsin.text.language_pipeline import load_pipeline

DEMO = Path(tocsin.__file__).parent / "data" / "demo" / "articles"
READABLE = (".txt", ".html", ".htm")


def documents(folder: Path, copies: int) -> list[Document]:
    """The readable files of a folder as documents of one day, each several times."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*")) if p.suffix in READABLE]
    known = Publication(parse("2022-10-01"), "user")
    made = []
    for number, text in enumerate(texts * copies):
        digest = text_digest(text)
        made.append(Document(document_id(digest, str(number)), str(number), digest, text, digest, known))
    return made


def parsed(pipeline: Language, held: list[Document]) -> float:
    """Processor seconds of the bare parse, as spaCy ships it."""
    began = time.process_time()
    for _ in pipeline.pipe((document.text for document in held), batch_size=16):
        pass
    return time.process_time() - began


def extracted(extractor: Extractor, held: list[Document]) -> float:
    """Processor seconds of the extraction, the parse included."""
    began = time.process_time()
    for _ in extractor.extract_many(held):
        pass
    return time.process_time() - began


def worker(folder: Path, copies: int) -> None:
    """Extract, and print the peak memory of this process in MB."""
    extracted(load_extractor(ExtractSettings()), documents(folder, copies))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEMO)
    parser.add_argument("--copies", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", type=int, default=0, metavar="N", help="list the N functions that cost most")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        worker(options.folder, options.copies)
        return 0
    extractor, held = load_extractor(ExtractSettings()), documents(options.folder, options.copies)
    pipeline = load_pipeline()
    parsed(pipeline, held[:4])
    extracted(extractor, held[:4])
    rounds = [(parsed(pipeline, held), extracted(extractor, held)) for _ in range(options.rounds)]
    bare, whole = min(b for b, _ in rounds), min(w for _, w in rounds)
    characters = sum(len(document.text) for document in held) / len(held)
    print(f"{len(held)} texts of {characters / 1000:.1f} thousand characters, least of {options.rounds} rounds")
    print(f"bare parse {bare:.2f} s   extraction {whole:.2f} s   ratio {whole / bare:.2f}   (processor seconds)")
    words = [sys.executable, "-m", "benchmarks.extract_time", str(options.folder), "--copies", str(options.copies)]
    done = subprocess.run([*words, "--worker"], check=True, stdout=subprocess.PIPE, text=True)
    print(f"peak memory of a worker {float(done.stdout):.0f} MB")
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(extracted, extractor, held)
        pstats.Stats(profile).sort_stats("tottime").print_stats(options.profile)
    return 0


if __name__ == "__main__":
    sys.exit(main())
