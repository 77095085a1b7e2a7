"""Words near their base form, and phrases found in any inflection."""

from __future__ import annotations

import pytest

from tocsin.link.lexicon import load_lexicon, matches
from tocsin.link.words import stem, words_of


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("invading", "invaded"),
        ("refuses", "refusing"),
        ("fought", "fights"),
        ("withdrew", "withdrawn"),
        ("mobilisation", "mobilization"),
        ("deployed", "deploys"),
        ("armies", "army"),
        ("men", "man"),
        ("summonses", "summons"),
    ],
)
def test_inflections_share_a_stem(a: str, b: str) -> None:
    assert stem(a) == stem(b)


@pytest.mark.parametrize(("a", "b"), [("news", "new"), ("crisis", "cry"), ("boss", "bos"), ("police", "policy")])
def test_other_words_do_not(a: str, b: str) -> None:
    assert stem(a) != stem(b)


def test_contractions_are_taken_apart() -> None:
    assert [word.stem for word in words_of("They won’t go; he can't, it isn't")] == [
        "they", "will", "not", "go", "he", "can", "not", "it", "be", "not",
    ]  # fmt: skip


def test_words_stand_where_they_are_written() -> None:
    text = "Troops of the 6th Brigade aren't there"
    assert all(text[word.start : word.end] == word.written for word in words_of(text))


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("The army was put on alert", "alert"),
        ("Two soldiers ran away from the post", "desert"),
        ("The truce is holding", "ceasefire"),
        ("Rebels have seized power", "coup"),
        ("Both sides walked away from the talks", "reject-deal"),
        ("They took part in the war", "take-part"),
    ],
)
def test_frames_are_found_in_any_inflection(text: str, frame: str) -> None:
    lexicon = load_lexicon()
    found = matches(words_of(text), lexicon.frame_phrases, lexicon.longest)
    assert frame in {key for match in found for key in match.keys}


def test_the_month_is_not_a_march() -> None:
    lexicon = load_lexicon()
    assert not matches(words_of("On March 5"), lexicon.frame_phrases, lexicon.longest)
