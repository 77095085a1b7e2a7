"""Token rules: what the pipeline's own ruler says, value for value."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from tocsin.text.language_pipeline import load_pipeline
from tocsin.text.token_rules import RULER, with_token_rules

SENTENCES = (
    "The harbour master said on Tuesday that two ferries had been turned back.",
    "I'm gonna tell them it ain't nothin', and y'all got ta listen; let's go.",
    "There is no doubt: this is what it has to do, and that's that.",
    "  Blanks   before,\n\n between\tand behind  ",
    "Does she have it? He'd have told us; what's the use of that, the others did.",
    "",
)


@cache
def pipelines() -> tuple[Language, Language]:
    return load_pipeline(), with_token_rules(load_pipeline())


@pytest.mark.parametrize("text", [*SENTENCES, " ".join(SENTENCES)])
@pytest.mark.parametrize("again", [False, True])
def test_every_token_as_the_ruler_sets_it(text: str, again: bool) -> None:
    plain, quick = pipelines()
    columns: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_TYPE", "SENT_START"]
    assert quick(text).to_array(columns).tolist() == plain(text).to_array(columns).tolist()


def test_a_ruler_that_writes_other_things_stays() -> None:
    pipeline = load_pipeline()
    pipeline.get_pipe(RULER).add([[{"LOWER": "ferry"}]], {"NORM": "boat"})  # type: ignore[attr-defined]
    assert RULER in with_token_rules(pipeline).pipe_names


def test_two_pipelines_in_one_process() -> None:
    first, second = pipelines()[1], with_token_rules(load_pipeline())
    assert [t.pos_ for t in first(SENTENCES[0])] == [t.pos_ for t in second(SENTENCES[0])]
