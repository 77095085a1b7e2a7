"""Decoding: the encodings that articles come in."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import ReadError
from tocsin.read.decoding import decode

TYPED = "“We’ll hold the road – whatever it takes…” said Zoë Łukaszuk at the café in Malva. " * 4
TYPED_WESTERN = TYPED.replace("Ł", "L")
CYRILLIC = "Дорога закрыта из-за снега, сообщил во вторник представитель пограничной службы. " * 6


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TYPED, "utf-8"),
        (TYPED, "utf-8-sig"),
        (TYPED, "utf-16"),
        (TYPED, "utf-32"),
        (TYPED, "utf-16-le"),
        (TYPED, "utf-16-be"),
        (TYPED_WESTERN, "cp1252"),
        (
            TYPED_WESTERN.replace("“", '"').replace("”", '"').replace("’", "'").replace("–", "-").replace("…", "."),
            "latin-1",
        ),
        (CYRILLIC, "cp1251"),
        (CYRILLIC, "koi8_r"),
        (CYRILLIC, "cp866"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_damaged_utf8_file_stays_utf8() -> None:
    found = decode(TYPED.encode("utf-8")[:-2] + b"\xe2\x80")
    assert found.encoding == "utf-8"
    assert found.text.startswith(TYPED[:100])
    assert any("damaged" in note for note in found.notes)


def test_mojibake_is_noticed_and_kept() -> None:
    damaged = TYPED_WESTERN.encode("utf-8").decode("cp1252", "replace")
    found = decode(damaged.encode("utf-8"))
    assert found.text == damaged
    assert any("decoded wrongly" in note for note in found.notes)


def test_no_note_on_clean_text() -> None:
    assert decode(TYPED.encode("utf-8")).notes == ()


def test_newlines_are_kept() -> None:
    text = "one\r\ntwo\rthree\nfour\u2028five "
    assert decode(text.encode("utf-8")).text == text


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))))
def test_utf8_round_trip(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text.removeprefix("\ufeff")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_read_error(content: bytes) -> None:
    with suppress(ReadError):
        assert isinstance(decode(content).text, str)
