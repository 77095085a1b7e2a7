"""Adding articles: files and pasted text, read behind the request, with progress told."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Annotated

from fastapi import File, Form, Request, UploadFile
from starlette.responses import Response

from tocsin.model.interval import Interval, parse
from tocsin.read.dates import DateHint, DateHints
from tocsin.serve.answers import answer
from tocsin.serve.refusals import refused
from tocsin.serve.routes.endpoint import Endpoint
from tocsin.serve.views import Adder, hub_of

MOST_FILES = 200
CHUNK = 1 << 20
MOST_CHARACTERS = 2_000_000
_UNFIT = re.compile(r"[^\w.()+ -]")


@dataclass
class PastedText:
    """An article as text, with what is known of it."""

    text: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    name: str = ""


async def add_files(
    request: Request,
    who: Adder,
    files: Annotated[list[UploadFile], File(description="Articles: text, HTML, PDF, DOCX, JSONL.")],
    published: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """Have files read into the case."""
    hub = hub_of(request)
    if not 0 < len(files) <= MOST_FILES:
        remedy = f"send 1 to {MOST_FILES} files at once"
        raise refused(413, "too-large", "too many files", value=str(len(files)), place="files", remedy=remedy)
    interval = parse(published) if published else None
    folder = Path(tempfile.mkdtemp(prefix="upload-", dir=hub.opening.scratch))
    most = hub.opening.settings.read.maximum_bytes
    try:
        names = [await _kept(each, folder, number, most) for number, each in enumerate(files)]
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    job = hub.jobs.add(who, folder, len(names), _hints(names, interval, who))
    return answer(request, job.row(), status=202)


def add_text(request: Request, who: Adder, wish: PastedText) -> Response:
    """Have a pasted text read into the case."""
    hub = hub_of(request)
    if not wish.text.strip() or len(wish.text) > MOST_CHARACTERS:
        remedy = f"paste 1 to {MOST_CHARACTERS:,} characters"
        raise refused(422, "invalid", "nothing to read, or too much", place="text", remedy=remedy)
    interval = parse(wish.published) if wish.published else None
    stamp = hub.opening.now().astimezone(UTC)
    name = safe_name(wish.name or wish.title or f"pasted {stamp:%Y-%m-%d %H.%M.%S}")
    folder = Path(tempfile.mkdtemp(prefix="upload-", dir=hub.opening.scratch))
    record = {"id": name, "text": wish.text}
    record |= {key: value for key in ("title", "publisher", "url") if (value := getattr(wish, key).strip())}
    if wish.published:
        record["published"] = wish.published
    import json

    (folder / f"{name}.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    job = hub.jobs.add(who, folder, 1, _hints([name], interval, who))
    return answer(request, job.row(), status=202)


def safe_name(name: str) -> str:
    """A file's name without its folders and without signs that mean something to a file system."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return _UNFIT.sub("_", last).strip(" .")[:120] or "unnamed"


async def _kept(file: UploadFile, folder: Path, number: int, most: int) -> str:
    """One file on its way in. Each lies in a folder of its own, so that two of one name stay two."""
    name = safe_name(file.filename or f"file-{number}")
    place = folder / f"{number:03d}"
    place.mkdir()
    taken = 0
    with (place / name).open("wb") as target:
        while part := await file.read(CHUNK):
            taken += len(part)
            if taken > most:
                remedy = "split it, or add it with `tocsin add`"
                raise refused(413, "too-large", f"a file is larger than {most:,} bytes", value=name, remedy=remedy)
            target.write(part)
    return name


def _hints(names: list[str], published: Interval | None, who: str) -> DateHints:
    if published is None:
        return DateHints()
    keys = [*names, *(Path(name).stem for name in names)]
    return DateHints((DateHint(tuple(dict.fromkeys(keys)), published, f"given by {who} when adding", "desk"),))


ENDPOINTS = (
    Endpoint("POST", "/api/add/files", add_files, status=202, errors=(413, 429)),
    Endpoint("POST", "/api/add/text", add_text, status=202, errors=(413, 429)),
)
