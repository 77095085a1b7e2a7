"""Publication: dates stated, bounded or unknown, publishers and headlines from the words; the user's dates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import OptionError
from tocsin.model.capture import capture
from tocsin.model.document import Document
from tocsin.model.settings import ReadSettings
from tocsin.read.date_words import find_dates, parse_words
from tocsin.read.dates import DateHints, load_dates, parse_date_option, with_dates
from tocsin.read.reading import read

BODY = (
    "The council closed the bridge because its engineer had found cracks in two of the pillars.\n\n"
    "Its chair said that buses would go by the southern road. Nobody had been hurt."
)


def _read(text: str, name: str = "x.txt") -> Document:
    return read(capture(name, text.encode("utf-8"), "file", name, None), ReadSettings())


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (" date 2022-02-28 ", "2022-02-28"),
        ("Published: 16 February 2022\n\n", "2022-02-16"),
        ("Bridge closed after cracks are found\n\nPublished\n3 March 2022\n\n", "2022-03-03"),
        ("Bridge closed after cracks are found\nBy Anna Lind | March 3, 2022 | 4 min read\n", "2022-03-03"),
        ("Bridge closed after cracks are found\nThu 3 Mar 2022 14.05 GMT\n", "2022-03-03"),
        ("Bridge closed after cracks are found\n03.11.2022 14:05\n", "2022-11-03"),
        ("Bridge closed after cracks are found\n13/11/2022\n", "2022-11-13"),
        ("Bridge closed after cracks are found\n03/11/2022\n", "2022-03-11/2022-11-03"),
        ("Last updated on 5 March 2022\nPosted 3 March 2022\n\n", "2022-03-03"),
        ("MALVA, 16 February 2022 (Agency) – ", "2022-02-16"),
        ("MALVA, February 16, 2022. /NEWS/. ", "2022-02-16"),
    ],
)
def test_stated(head: str, day: str) -> None:
    publication = _read(head + BODY).publication
    assert (publication.basis, publication.interval.iso()) == ("stated", day)
    assert publication.reason


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("The bridge was opened on 5 May 2019.", "2019-05-05/.."),
        ("It was repaired in June 2020 and painted in 2018.", "2020-06-01/.."),
        ("The village was flooded in 2017.", "2017-01-01/.."),
        ("Repairs began on 5 May 2019 and will last until 1 July 2030.", None),
        ("The bridge will be opened in 2035.", None),
        ("The council wants it mended before 1 July 2030.", None),
        ("The deadline set in the plan was 1 July 2030.", None),
        ("The lease had been extended until 31 December 2040.", None),
        ("If the bridge had been built in 2031, it was argued, nobody would have paid.", None),
        ("The house at 2049 Mill Road was damaged.", None),
        ("About 2000 people were at the fair, and 1950 tickets were sold.", None),
        ("The plan “Bridges 2030” was adopted.", None),
    ],
)
def test_bounds_are_past_days_only(sentence: str, bound: str | None) -> None:
    publication = _read(f"{BODY}\n\n{sentence}").publication
    if bound is None:
        assert publication.basis != "stated"
        start = publication.interval.start
        assert start is None or start.year <= 2019
    else:
        assert (publication.basis, publication.interval.iso()) == ("bounded", bound)


def test_nothing_told() -> None:
    publication = _read(BODY).publication
    assert (publication.basis, publication.interval.iso()) == ("unknown", "../..")


def test_today_without_a_year_is_bounded_and_asked_for() -> None:
    document = _read(f"{BODY} It was built in 2019.\n\nToday, May 26, the first bus went by the southern road.")
    assert (document.publication.basis, document.publication.interval.iso()) == ("bounded", "2019-05-26/..")
    assert any("not of which year" in note for note in document.notes)


def test_today_with_a_year() -> None:
    assert _read(f"{BODY}\n\nToday, 26 May 2021, the first bus went.").publication.interval.iso() == "2021-05-26"


def test_today_in_a_quotation_is_not_the_writers() -> None:
    assert _read(f"{BODY}\n\n“Today, 26 May 2021, we mourn,” she wrote.").publication.basis != "stated"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Read the original article on The Malva Post", "The Malva Post"),
        ("© 2023 Malva Post. All rights reserved.", "Malva Post"),
        ("This article was originally published by Eastern Bell.", "Eastern Bell"),
        ("Copyright 2021 Kalna Gazette. All rights reserved.", "Kalna Gazette"),
        ("All rights reserved.", None),
        ("The Malva Post had reported on it in May.", None),
    ],
)
def test_publisher(line: str, name: str | None) -> None:
    assert _read(f"{BODY}\n\n{line}").publisher == name


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Bridge closed after cracks are found", True),
        ("Will the bridge be open by winter?", True),
        ("“Nobody was hurt”: the bridge closes", True),
        ("The bridge was closed on Tuesday after cracks had been found in it.", False),
        ("By Anna Lind", False),
        ("3 March 2022", False),
    ],
)
def test_headlines(first: str, title: bool) -> None:
    document = _read(f"{first}\n\n{BODY}")
    assert document.title == (first if title else None)
    assert (document.title_span is not None) == title


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on 5 March 2022 and on March 6, 2022", ["2022-03-05", "2022-03-06"]),
        ("2022-03-05T10:00", ["2022-03-05"]),
        ("the 5th of March, 2022", ["2022-03-05"]),
        ("31 February 2022", []),
        ("they may 5 times", []),
        ("5.3 million, 1999.95 and 12-2020", []),
        ("in March 2022", ["2022-03"]),
    ],
)
def test_find_dates(text: str, found: list[str]) -> None:
    days = [mention.interval.iso() for mention in find_dates(text) if mention.interval]
    assert [day for day in days if not (found == [] and len(day) == 4)] == found


@given(st.text(max_size=120))
def test_find_dates_never_fails_and_is_grounded(text: str) -> None:
    for mention in find_dates(text):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    "words", ["16 février 2022", "Wed, 16 Feb 2022 14:05:00 +0100", "2022-02-16T08:00:00Z", "16.02.2022"]
)
def test_parse_words(words: str) -> None:
    interval = parse_words(words)
    assert interval is not None
    assert interval.iso() == "2022-02-16"


@pytest.mark.parametrize("words", ["soon", "2 hours ago", "", "x" * 300, "99/99/9999"])
def test_parse_words_of_none(words: str) -> None:
    assert parse_words(words) is None


@pytest.mark.parametrize("key", ["x.txt", "x", "some/where/x.txt", "ID"])
def test_the_users_date_wins(key: str) -> None:
    document = _read(f"Published: 16 February 2022\n\n{BODY}")
    dated = with_dates(document, parse_date_option(f"{key.replace('ID', document.id)}=2022-03"))
    assert (dated.publication.basis, dated.publication.interval.iso()) == ("user", "2022-03")
    assert any("differs from the one found" in note for note in dated.notes)


@pytest.mark.parametrize("option", ["x.txt", "=2022-01-01", "x=soon", "x=2022-13-01"])
def test_bad_date_options(option: str) -> None:
    with pytest.raises(OptionError) as raised:
        parse_date_option(option)
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("d.json", json.dumps({"x.txt": "2022-03-05", "gone.txt": "2022-03-06"})),
        (
            "d.json",
            json.dumps(
                [
                    {"id": "1", "file": "x.txt", "date": "2022-03-05"},
                    {"id": "2", "file": "gone.txt", "date": "2022-03-06"},
                ]
            ),
        ),
        ("d.toml", '[dates]\n"x.txt" = 2022-03-05\n"gone.txt" = "2022-03-06"\n'),
        ("d.csv", "file,date\nx.txt,2022-03-05\ngone.txt,2022-03-06\n"),
    ],
)
def test_dates_files(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    hints = load_dates(tmp_path / name)
    document = with_dates(_read(BODY), hints)
    assert document.publication.interval.iso() == "2022-03-05"
    (unused,) = hints.unused([document])
    assert "gone.txt" in unused or ": no document is called 2" in unused


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("d.json", "{"),
        ("d.json", "5"),
        ("d.json", "[5]"),
        ("d.json", '[{"date": "2022-01-01"}]'),
        ("d.json", '{"x": "soon"}'),
        ("d.toml", "x = "),
    ],
)
def test_bad_dates_files(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(OptionError) as raised:
        load_dates(tmp_path / name)
    assert str(tmp_path) in raised.value.place


def test_a_missing_dates_file(tmp_path: Path) -> None:
    with pytest.raises(OptionError):
        load_dates(tmp_path / "none.json")


def test_later_hints_win() -> None:
    hints = parse_date_option("x=2021").merged(parse_date_option("x=2022"))
    assert with_dates(_read(BODY), hints).publication.interval.iso() == "2022"
    assert with_dates(_read(BODY), DateHints()).publication.basis == "unknown"
