"""Claims cut anew, split, merged and added by rulings, which outlive a new extraction."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tocsin.errors import OptionError
from tocsin.model.claim import Claim, claim_id
from tocsin.model.decision import Decision, Ruling
from tocsin.model.document import Document, Publication, text_digest
from tocsin.model.interval import Interval
from tocsin.model.span import Span
from tocsin.pipeline.opposed import newer_than, opposed
from tocsin.pipeline.ruled_values import check_ruling
from tocsin.pipeline.rulings import anchored, by_claim, on_claims, without_claim

TEXT = "Ilse Marten said the ferry to Orlo was cancelled and the bridge was shut. Tomas Reik denied it."
AT = datetime(2031, 5, 2, tzinfo=UTC)
DOCUMENT = Document("one", "one", "0" * 64, TEXT, text_digest(TEXT), Publication(Interval(None, None), "unknown"))
FERRY, BRIDGE = "the ferry to Orlo was cancelled", "the bridge was shut"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def claim(words: str) -> Claim:
    content = span(words)
    return Claim(claim_id("one", content, (), None), "one", content, Span(0, TEXT.index(".") + 1))


def ruled(number: int, ruling: Ruling, words: str, value: str = "", field: str = "", author: str = "Ada") -> Decision:
    where = span(words)
    target = f"{DOCUMENT.text_sha256}:{where.start}-{where.end}"
    return Decision(number, "claim", target, ruling, field, value, author, "because", AT)


def written(words: str) -> str:
    return f"{span(words).start}-{span(words).end}"


def texts(claims: tuple[Claim, ...]) -> list[str]:
    return [each.content.text(TEXT) for each in claims]


def test_later_rulings_find_a_claim_whose_words_were_mended_and_so_do_earlier_ones() -> None:
    whole = f"{FERRY} and {BRIDGE}"
    rulings = (
        ruled(1, "set", whole, "possible", "certainty"),
        ruled(2, "set", whole, written(FERRY), "span"),
        ruled(3, "set", FERRY, "-", "polarity"),
        ruled(4, "set", whole, "event", "kind"),
    )
    (made,) = on_claims((DOCUMENT,), (claim(whole),), rulings)
    assert made.content == span(FERRY)
    assert (made.certainty, made.polarity, made.kind) == ("possible", "-", "event")
    assert [each.id for each in by_claim((DOCUMENT,), (claim(whole),), rulings)[made.id]] == [1, 2, 3, 4]


def test_parts_of_a_split_claim_go_ways_of_their_own_and_are_merged_again() -> None:
    whole = f"{FERRY} and {BRIDGE}"
    split = ruled(1, "split", whole, f"{written(FERRY)},{written(BRIDGE)}")
    parts = on_claims((DOCUMENT,), (claim(whole),), (split, ruled(2, "set", BRIDGE, "possible", "certainty")))
    assert texts(parts) == [FERRY, BRIDGE]
    assert [part.certainty for part in parts] == ["certain", "possible"]
    merge = ruled(3, "merge", FERRY, written(BRIDGE))
    assert texts(on_claims((DOCUMENT,), (claim(whole),), (split, merge))) == [whole]


def test_an_added_claim_stays_one_when_the_extractor_finds_it_too() -> None:
    add = ruled(1, "add", BRIDGE, json.dumps({"stance": "warns", "origin": ""}))
    (alone,) = on_claims((DOCUMENT,), (), (add,))
    assert (texts((alone,)), alone.stance, alone.extractor) == ([BRIDGE], "warns", "by hand")
    both = on_claims((DOCUMENT,), (claim(BRIDGE), claim(FERRY)), (add,))
    assert sorted(texts(both)) == sorted([BRIDGE, FERRY])
    assert without_claim((DOCUMENT,), (), (add,)) == ()


def test_only_an_acceptance_brings_a_rejected_claim_back() -> None:
    out = (ruled(1, "reject", FERRY), ruled(2, "set", FERRY, "-", "polarity"))
    assert on_claims((DOCUMENT,), (claim(FERRY),), out) == ()
    assert len(on_claims((DOCUMENT,), (claim(FERRY),), (*out, ruled(3, "accept", FERRY)))) == 1


def test_a_ruling_on_two_claims_follows_their_words_through_a_new_extraction() -> None:
    pair = f"{ruled(1, 'accept', FERRY).target}~{ruled(1, 'accept', BRIDGE).target}"
    link = Decision(1, "link", pair, "same", "", "", "Ada", "because", AT)
    shorter = claim("ferry to Orlo was cancelled")
    (found,) = anchored((DOCUMENT,), (shorter, claim(BRIDGE)), (link,))
    assert found.target.startswith(f"{DOCUMENT.text_sha256}:{shorter.content.start}-")


def test_the_last_words_of_two_people_oppose_each_other() -> None:
    mine = ruled(1, "set", FERRY, "possible", "certainty")
    theirs = ruled(2, "set", FERRY, "probable", "certainty", "Boris")
    assert opposed((mine, theirs)) == ((mine, theirs),)
    assert opposed((mine, theirs, ruled(3, "set", FERRY, "probable", "certainty"))) == ()
    assert opposed((mine, ruled(2, "set", FERRY, "-", "polarity", "Boris"))) == ()
    assert newer_than(mine, 1, (theirs,)) == (theirs,)
    assert newer_than(mine, 2, (theirs,)) == ()


@pytest.mark.parametrize(
    ("ruling", "value", "field"),
    [
        ("split", "1-5", ""),
        ("split", "5-1,6-9", ""),
        ("merge", "", ""),
        ("add", "[]", ""),
        ("add", '{"colour": "red"}', ""),
        ("add", '{"stance": "sings"}', ""),
        ("set", "1-5,6-9", "span"),
    ],
)
def test_what_cannot_be_ruled_is_refused(ruling: Ruling, value: str, field: str) -> None:
    with pytest.raises(OptionError):
        check_ruling(ruled(1, ruling, FERRY, value, field))
