"""`tocsin export`: a case's work in open formats, for other programs and for the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import options
from tocsin.cli.commands.brief import compose, rendered
from tocsin.cli.options import BriefFormat
from tocsin.cli.output import json_line, json_text, say
from tocsin.cli.request import Request
from tocsin.cli.rows import claim_objects, document_rows, judgement_object, links_object, question_object
from tocsin.errors import OptionError

if TYPE_CHECKING:
    from tocsin.cli.sitting import Sitting


def export(
    case: options.CasePath,
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder to make; it must not hold files.", show_default=False)
    ],
    as_of: options.AsOf = "",
    originals: Annotated[
        bool, typer.Option("--originals", help="Also write the original bytes of every document.")
    ] = False,
    reveal: options.Reveal = False,
    workers: options.Workers = None,
    settings: options.SettingsFile = None,
    author: options.Author = "",
) -> None:
    """Write a case as files: question, documents (without their texts), claims, links, judgement, brief.

    The export is logged. Private persons are masked in every file, and grades of sources left out, unless --reveal is
    given; original bytes, which nobody can mask, stay in the case unless --originals is given.

    \b
    Examples:
        tocsin export ruritania.tocsin ruritania-2031-05-02/ --as-of 2031-05-02
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OptionError("the folder is not empty", place=str(folder), remedy="name a new one")
    request = Request(words=(str(case),), as_of=as_of, workers=workers, settings=settings, author=author)
    from tocsin.cli.sitting import sitting

    with sitting(request) as seat:
        files = _files(seat, reveal)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        if originals:
            _originals(seat, folder / "originals")
        what = f"{len(files)} files{', originals' if originals else ''}{', names shown' if reveal else ''}"
        seat.workshop.store.record("export", folder.name, what, seat.stamp)
    say(f"written to {folder}")


def _files(seat: Sitting, reveal: bool) -> dict[str, str]:
    brief = compose(seat, reveal)
    return {
        "question.json": json_text(question_object(seat, reveal)),
        "documents.jsonl": "".join(json_line(row) for row in document_rows(seat, reveal)),
        "claims.jsonl": "".join(json_line(row) for row in claim_objects(seat, reveal)),
        "links.json": json_text(links_object(seat, reveal)),
        "judgement.json": json_text(judgement_object(seat, reveal)),
        "brief.md": rendered(brief, BriefFormat.md),
        "brief.html": rendered(brief, BriefFormat.html),
    }


def _originals(seat: Sitting, folder: Path) -> None:
    folder.mkdir()
    for document in seat.corpus.documents:
        capture = seat.workshop.store.capture(document.id)
        if capture is not None:
            # The id keeps two files of one name apart; a record's name may hold what a file system does not take.
            name = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in Path(capture.name).name)
            (folder / f"{document.id}-{name}").write_bytes(capture.content)
