"""Small reports about invented people and places, as files."""

from __future__ import annotations

from pathlib import Path

TOPICS = ("bridge", "harbour", "railway", "depot", "airfield", "barracks", "fuel store", "checkpoint")


def report(number: int) -> str:
    """A report in plain English, long enough to be taken for one."""
    topic = TOPICS[number % len(TOPICS)]
    return (
        f"Traffic at the {topic} stopped on day {number}\n\n"
        f"Ilse Marten said the {topic} near Orlo was closed to lorries for the whole of the morning. "
        f"Tomas Reik said {number + 3} lorries were turned back by the guards before noon. "
        f"The guards did not say why the {topic} was closed. "
        f"Nobody was hurt, and the road was open again in the evening.\n"
    )


def write_reports(folder: Path, count: int) -> Path:
    """Files 00.txt, 01.txt … in a new folder."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:02}.txt").write_text(report(number), encoding="utf-8")
    return folder
