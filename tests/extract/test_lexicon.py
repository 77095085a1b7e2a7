"""The cue lexicon and the source vocabulary: read, complete, and refused where malformed."""

from __future__ import annotations

import pytest

from tocsin.errors import VocabularyError
from tocsin.extract.lexicon import lexicon_of, load_lexicon
from tocsin.extract.source_types import load_source_vocabulary, source_vocabulary_of, type_of

CLASS = '[[verbs]]\nkey = "x"\nwords = "say"\n'
BROKEN = [
    ("[[verbs", "not valid TOML"),
    ('[[verbs]]\nkey = "x"\n', "key or words are missing"),
    (CLASS + 'stance = "sings"\n', "unknown stance"),
    (CLASS + 'level = "loud"\n', "unknown level"),
    (CLASS + 'takes = ["tea"]\n', "unknown way of taking content"),
    ('[[verbs]]\nkey = "x"\nwords = "warn (of"\n', "not a word with prepositions"),
    (CLASS, "a list is missing"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_broken_data_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(VocabularyError, match=message) as caught:
        lexicon_of(text, place="mine.toml")
    assert "mine.toml" in caught.value.place


def test_the_lexicon_is_broad() -> None:
    lexicon = load_lexicon()
    assert len(lexicon.verbs) > 450
    assert len(lexicon.nouns) > 100
    assert any(cue.name == "point out" for cue in lexicon.verbs["point"])
    assert len(lexicon.version) == 12


def test_longer_entries_come_first() -> None:
    assert load_lexicon().verbs["call"][0].rest


@pytest.mark.parametrize(
    ("name", "described", "person", "expected"),
    [
        ("Reuters", [], False, "media"),
        ("Chatham House", [], False, "think-tank"),
        ("General Staff", [], False, "military"),
        ("Ada Orlo", ["minister", "foreign"], True, "official"),
        ("Ada Orlo", ["minister", "former"], True, "ex-official"),
        ("Ada Orlo", [], True, "private-person"),
        ("two officials", ["official"], False, "official"),
        ("satellite imagery", ["imagery"], False, "document"),
        ("several sources", ["source"], False, "unnamed"),
        ("the crowd", ["crowd"], False, "public"),
    ],
)
def test_type_of(name: str, described: list[str], person: bool, expected: str) -> None:
    assert type_of(name, described, load_source_vocabulary(), person=person) == expected


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(VocabularyError, match="unknown type of source"):
        source_vocabulary_of('[[types]]\ntype = "oracle"\nheads = "seer"\n', place="mine.toml")
