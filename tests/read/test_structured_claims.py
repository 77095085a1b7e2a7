"""Structured claims: rows of JSONL, CSV and XLSX, each used whole or refused with file, line and remedy."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import InputError, OptionError
from tocsin.read.structured_claims import StructuredClaims, claims_format, load_structured_claims
from tocsin.read.structured_claims_dates import order_of, parse_cell
from tocsin.read.structured_claims_documents import documents_of

ROW = {"date": "2031-05-02", "speaker": "Ines Varga", "text": "The barracks are empty."}


def jsonl(folder: Path, *rows: Any) -> Path:
    path = folder / "desk.jsonl"
    path.write_text(
        "".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8"
    )
    return path


def loaded(folder: Path, *rows: Any) -> StructuredClaims:
    return load_structured_claims(jsonl(folder, *rows))


def csv(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "desk.csv"
    path.write_bytes(text.encode(encoding))
    return path


def xlsx(folder: Path, *rows: tuple[Any, ...], title: str = "claims", before: str = "") -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if before:
        sheet.title = before
        sheet.append(["how to fill this in"])
        sheet = book.create_sheet()
    sheet.title = title
    for row in rows:
        sheet.append(row)
    path = folder / "desk.xlsx"
    book.save(path)
    return path


# dates


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2031-05-02", "2031-05-02"),
        ("2031-05-02T08:30:00Z", "2031-05-02"),
        ("2031-05-02 08:30", "2031-05-02"),
        ("2031-05", "2031-05"),
        ("2031-05-02/2031-05-04", "2031-05-02/2031-05-04"),
        ("2 May 2031", "2031-05-02"),
        ("May 2, 2031", "2031-05-02"),
        ("02.05.2031", "2031-05-02"),
        ("2031/05/02", "2031-05-02"),
        ("23/05/2031", "2031-05-23"),
        ("05/23/2031", "2031-05-23"),
        ("05/05/31", "2031-05-05"),
        (datetime(2031, 5, 2, 8, 30), "2031-05-02"),
        (date(2031, 5, 2), "2031-05-02"),
        (47970, "2031-05-02"),
        (47970.0, "2031-05-02"),
    ],
)
def test_dates_in_the_forms_of_spreadsheets(cell: Any, expected: str) -> None:
    assert parse_cell(cell, "").iso() == expected


@pytest.mark.parametrize("cell", ["2031-13-02", "31.02.2031", "soon", "02/05/2031", "40/40/2031", 7, True])
def test_what_is_no_date_or_may_be_two_is_refused(cell: Any) -> None:
    with pytest.raises(InputError) as caught:
        parse_cell(cell, "")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("column", "order", "read"),
    [
        (["02/05/2031", "23/05/2031"], "day-first", "2031-05-02"),
        (["02/05/2031", "05/23/2031"], "month-first", "2031-02-05"),
        (["02/05/2031", "23.05.2031"], "", None),
        (["13/01/2031", "01/13/2031"], "", None),
    ],
)
def test_a_column_tells_whether_the_day_comes_first(column: list[str], order: str, read: str | None) -> None:
    found = order_of(column)
    assert found == order
    if read:
        assert parse_cell(column[0], found).iso() == read


@given(st.dates(date(1970, 1, 1), date(2068, 12, 31)))
def test_every_day_survives_every_plain_form(day: date) -> None:
    forms = [day.isoformat(), f"{day:%d.%m.%Y}", f"{day:%Y/%m/%d}", f"{day.day} {day:%B %Y}"]
    assert {parse_cell(form, "").iso() for form in forms} == {day.isoformat()}
    assert parse_cell(f"{day:%d/%m/%Y}", "day-first").iso() == day.isoformat()
    assert parse_cell(f"{day:%m/%d/%Y}", "month-first").iso() == day.isoformat()


# rows


def test_all_fields_of_a_row(tmp_path: Path) -> None:
    row = {**ROW, "via": ["Dawn Wire", " Port Radio "], "stance": "-", "document": 17, "indicator": "force.alert"}
    (made,) = loaded(tmp_path, row).rows
    assert (made.speaker, made.via, made.stance) == ("Ines Varga", ("Dawn Wire", "Port Radio"), "-")
    assert (made.document, made.indicator, str(made.date)) == ("17", "force.alert", "2031-05-02")
    assert made.place.endswith("desk.jsonl:1")


@pytest.mark.parametrize(
    ("given", "stance"),
    [
        ("+", "+"),
        ("-", "-"),
        ("−", "-"),
        ("0", "0"),
        (1, "+"),
        (-1, "-"),
        (0, "0"),
        (0.0, "0"),
        ("", None),
        (None, None),
    ],
)
def test_stances_as_people_write_them(tmp_path: Path, given: Any, stance: str | None) -> None:
    assert loaded(tmp_path, {**ROW, "stance": given}).rows[0].stance == stance


@pytest.mark.parametrize("given", ["Dawn Wire; Port Radio", "Dawn Wire > Port Radio", '["Dawn Wire", "Port Radio"]'])
def test_relays_in_one_cell(tmp_path: Path, given: str) -> None:
    assert loaded(tmp_path, {**ROW, "via": given}).rows[0].via == ("Dawn Wire", "Port Radio")


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ('{"date": "2031-05-02", ', "not JSON"),
        ('["a"]', "not a claim"),
        ({"date": "2031-05-02", "text": " "}, "no text"),
        ({**ROW, "date": "the other day"}, "the other day"),
        ({**ROW, "stance": "yes"}, "yes"),
        ({**ROW, "speaker": ["A", "B"]}, "speaker"),
        ({**ROW, "text": {"en": "a"}}, "text is not a text"),
        ({**ROW, "via": {"a": 1}}, "via"),
    ],
)
def test_a_bad_line_is_refused_and_the_others_stand(tmp_path: Path, bad: Any, says: str) -> None:
    made = loaded(tmp_path, ROW, bad, {**ROW, "text": "A second column left."})
    (refusal,) = made.refused
    assert says in str(refusal)
    assert "desk.jsonl:2" in refusal.location
    assert refusal.remedy
    assert [row.place[-1] for row in made.rows] == ["1", "3"]


def test_nothing_usable_is_an_error_that_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"desk\.jsonl:1"):
        loaded(tmp_path, {"date": "2031-05-02"})


def test_repeated_rows_count_once_and_unknown_columns_are_named(tmp_path: Path) -> None:
    made = loaded(tmp_path, ROW, {**ROW, "mood": "grim"})
    assert len(made.rows) == 1
    assert any("the same as" in note for note in made.notes)
    assert any("mood" in note for note in made.notes)


# tables


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (";", "cp1252")]
)
def test_csv_of_any_making(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [
        ["Date", " TEXT ", "Speaker", "stance"],
        ["2031-05-02", '"Nobody knows, he said; nobody – at all"', "Ines Vargá", "-"],
        ["", "", "", ""],
        ["3 May 2031", "Trains stand ready", "", ""],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    made = load_structured_claims(csv(tmp_path, text, encoding))
    assert [row.text for row in made.rows] == ["Nobody knows, he said; nobody – at all", "Trains stand ready"]
    assert (made.rows[0].speaker, made.rows[1].speaker, made.rows[1].stance) == ("Ines Vargá", "", None)
    assert made.rows[1].place.endswith("desk.csv:4")


def test_a_cell_of_several_lines_keeps_the_count_of_lines(tmp_path: Path) -> None:
    made = load_structured_claims(csv(tmp_path, 'text,date\n"one\ntwo",2031-05-02\nthree,never\n'))
    assert made.rows[0].text == "one two"
    assert made.refused[0].location.endswith("desk.csv:4")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("date,speaker\n2031-05-02,Ines Varga\n", "text"),
        ("text,text\na,b\n", "two columns"),
        ('text,date\n"never closed,2031-05-02\n', "broken"),
        ("\n\n", "empty"),
    ],
)
def test_a_table_that_cannot_be_read(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(OptionError, match=says) as caught:
        load_structured_claims(csv(tmp_path, text))
    assert caught.value.remedy


def test_too_many_cells_are_a_refusal(tmp_path: Path) -> None:
    made = load_structured_claims(csv(tmp_path, "text,date\nA fleet, it seems,2031-05-02\nA fleet,2031-05-02\n"))
    assert [row.text for row in made.rows] == ["A fleet"]
    assert "quotation marks" in made.refused[0].remedy


def test_a_spreadsheet_with_day_cells_and_a_sheet_of_notes(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path,
        ("Date", "Text", "Stance", "Document"),
        (datetime(2031, 5, 2), "The harbour is closed", 0, 17),
        (None, None, None, None),
        (47971, "The harbour is open", "+", 17.0),
        before="read me",
    )
    made = load_structured_claims(path)
    assert [(str(row.date), row.stance, row.document) for row in made.rows] == [
        ("2031-05-02", "0", "17"),
        ("2031-05-03", "+", "17"),
    ]
    assert made.rows[1].place.endswith("[claims]:4")
    assert any("read me" in note for note in made.notes)


@pytest.mark.parametrize(("name", "content"), [("desk.xlsx", b"PK\x03\x04 no archive"), ("desk.xls", b"\xd0\xcf")])
def test_damaged_and_foreign_spreadsheets(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(OptionError) as caught:
        load_structured_claims(path)
    assert caught.value.remedy


# telling the two kinds of claims file apart


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"doc": "a", "content": {"start": 0, "end": 5}}, "spans"),
        ({"id": "c1", "doc": "a", "content": {"start": 0, "end": 5, "text": "Tanks"}, "stance": "asserts"}, "spans"),
        (ROW, "structured"),
        ({"TEXT": "Tanks"}, "structured"),
    ],
)
def test_the_two_kinds_are_told_apart(tmp_path: Path, row: Any, kind: str) -> None:
    assert claims_format(jsonl(tmp_path, row)) == kind


@pytest.mark.parametrize("rows", [[{"a": 1}], ["no json"], [""]])
def test_neither_kind_is_an_error_with_a_remedy(tmp_path: Path, rows: list[Any]) -> None:
    with pytest.raises(OptionError) as caught:
        claims_format(jsonl(tmp_path, *rows))
    assert "desk.jsonl" in caught.value.place
    assert caught.value.remedy


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be read"):
        claims_format(tmp_path / "none.jsonl")


# documents


def test_rows_of_one_document_stand_in_one_text_and_every_span_holds_its_words(tmp_path: Path) -> None:
    rows = [
        {**ROW, "via": ["Dawn Wire"], "document": "d1", "publisher": "Port Radio"},
        {**ROW, "speaker": "", "text": "Nobody left.", "document": "d1"},
        {"text": "No day is known."},
    ]
    made = documents_of(loaded(tmp_path, *rows))
    first, second = made.documents
    assert first.name == "d1"
    assert (first.publication.basis, str(first.publication.interval)) == ("user", "2031-05-02")
    assert first.publisher == "Port Radio"
    assert (second.name, second.publication.basis, second.publication.interval.end) == ("desk:3", "unknown", None)
    texts = {document.id: document.text for document in made.documents}
    for placed in made.rows:
        text = texts[placed.document]
        assert placed.text.text(text) == placed.row.text
        assert placed.speaker is None or placed.speaker.text(text) == placed.row.speaker
        assert tuple(span.text(text) for span in placed.via) == placed.row.via


def test_one_document_with_several_dates_is_one_document_a_date(tmp_path: Path) -> None:
    rows = [
        {**ROW, "document": "live"},
        {**ROW, "document": "live", "date": "2031-05-03", "text": "A convoy left."},
        {**ROW, "document": "live", "date": "2031-05-03", "text": "It came back."},
    ]
    made = documents_of(loaded(tmp_path, *rows))
    assert [str(document.publication.interval) for document in made.documents] == ["2031-05-02", "2031-05-03"]
    assert len({document.name for document in made.documents}) == 2
    assert made.notes


def test_a_row_without_a_date_takes_that_of_its_document(tmp_path: Path) -> None:
    undated = {"text": "A convoy left.", "document": "d1"}
    (document,) = documents_of(loaded(tmp_path, {**ROW, "document": "d1"}, undated)).documents
    assert str(document.publication.interval) == "2031-05-02"


def test_ids_depend_on_what_is_said_and_not_on_the_rest_of_the_file(tmp_path: Path) -> None:
    row = {**ROW, "document": "d1"}
    alone = documents_of(loaded(tmp_path, row)).documents[0].id
    beside = documents_of(loaded(tmp_path, {**ROW, "text": "Another word.", "document": "d0"}, row)).documents[1].id
    assert alone == beside
