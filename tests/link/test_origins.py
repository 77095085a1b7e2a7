"""Origins: how many independent grounds there are, whatever the number of articles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from linking_corpora import HashingEmbedder, reports

from tocsin.link.linking import link
from tocsin.link.origins import effective
from tocsin.model.incident import Incident, Origin
from tocsin.model.linkage import Linkage
from tocsin.model.settings import LinkSettings
from tocsin.model.span import Span

EVENT: dict[str, Any] = {"kind": "event", "when": "2023-05-09"}
SHELLED = "Serbian troops shelled the village of Banjska on Tuesday"


def linked(*rows: tuple[str, str, str, dict[str, Any]]) -> Linkage:
    documents, claims = reports(*rows)
    return link(documents, claims, (), HashingEmbedder(), LinkSettings())


def incident_of(linkage: Linkage, claim: str) -> Incident:
    return next(incident for incident in linkage.incidents if claim in incident.claim_ids)


def test_two_articles_with_one_source_are_one_origin() -> None:
    source = "Milan Jokić; military; serbia"
    incident = incident_of(linked(("a", source, SHELLED, EVENT), ("b", source, SHELLED, EVENT)), "c0")
    assert len(incident.claim_ids) == 2
    assert [(origin.label, origin.stated) for origin in incident.origins] == [("Milan Jokić", True)]
    assert incident.effective_origins == 1.0
    assert "2 claims in 2 articles, 1 independent origin" in incident.reasons[0]


def test_two_spellings_of_one_source_are_one_origin() -> None:
    rows = (
        ("a", "Yauhen Shauchuk; official; none", SHELLED, EVENT),
        ("b", "Evgeny Shauchuk; official; none", SHELLED, EVENT),
    )
    assert len(incident_of(linked(*rows), "c0").origins) == 1


def test_two_sources_are_two_origins() -> None:
    rows = (
        ("a", "Milan Jokić; military; serbia", SHELLED, EVENT),
        ("b", "Albin Kurti; official; kosovo", SHELLED, EVENT),
    )
    incident = incident_of(linked(*rows), "c0")
    assert len(incident.origins) == 2
    assert 1.5 < incident.effective_origins < 2.0


def test_unnamed_officials_of_two_articles_may_be_two() -> None:
    rows = (
        ("a", "a senior official; unnamed; none", SHELLED, EVENT),
        ("b", "a senior official; unnamed; none", "The Serbian army shelled Banjska on Tuesday", EVENT),
    )
    assert len(incident_of(linked(*rows), "c0").origins) == 2


def test_the_writers_own_restatement_adds_nothing() -> None:
    rows = (("a", "Milan Jokić; military; serbia", SHELLED, EVENT), ("a", "-", SHELLED, EVENT))
    (origin,) = incident_of(linked(*rows), "c0").origins
    assert origin.label == "Milan Jokić"
    assert not origin.stated
    assert "restates" in origin.reasons[-1]


def test_an_odd_figure_betrays_a_common_source() -> None:
    fields = {**EVENT, "numbers": "1437/shells fired/exact"}
    text = "Serbian troops fired 1,437 shells at Banjska"
    rows = (
        ("a", "Milan Jokić; military; serbia", text, fields),
        ("b", "Albin Kurti; official; kosovo", text, fields),
    )
    (origin,) = incident_of(linked(*rows), "c0").origins
    assert "1437" in origin.reasons[-1]


@pytest.mark.parametrize(
    ("sides", "low", "high"),
    [
        (("serbia", "serbia"), 1.3, 1.4),
        (("serbia", "kosovo"), 1.8, 1.9),
        (("none", "none"), 1.6, 1.7),
        (("x",), 1.0, 1.0),
    ],
)
def test_shared_interest_discounts(sides: tuple[str, ...], low: float, high: float) -> None:
    origins = [Origin(str(n), "", (), (), True, (), side) for n, side in enumerate(sides)]
    assert low <= effective(origins) <= high


def test_roots_show_what_goes_back_to_one_man() -> None:
    source = "Milan Jokić; military; serbia"
    linkage = linked(
        ("a", source, SHELLED, EVENT),
        ("a", source, "The bridge at Jarinje was closed", EVENT),
        ("b", source, "No soldier was hurt", {"polarity": "-"}),
    )
    (root,) = [root for root in linkage.roots if root.label == "Milan Jokić"]
    assert root.claim_ids == ("c0", "c1", "c2")
    assert root.stated


def test_roots_show_what_is_read_out_of_one_case() -> None:
    documents, claims = reports(
        ("a", "-", "the army bought 4,000 helmets", {"kind": "event"}),
        ("a", "-", "It is a sign that the army will march", {"kind": "forecast"}),
    )
    text = documents[0].text
    at = text.index("the army will march")
    later = replace(claims[1], content=Span(at, at + len("the army will march")))
    linkage = link(documents, (claims[0], later), (), HashingEmbedder(), LinkSettings())
    assert [root.claim_ids for root in linkage.roots if root.stated] == [("c0", "c1")]


def published(linkage_rows: tuple[tuple[str, str, str, dict[str, Any]], ...], **about: dict[str, Any]) -> Linkage:
    """Linked reports, with more known of their documents: publisher, title or text before the claims' words."""
    documents, claims = reports(*linkage_rows)
    told = [replace(document, **about.get(document.id, {})) for document in documents]
    return link(told, claims, (), HashingEmbedder(), LinkSettings())


def test_an_outlet_that_names_another_one_of_the_case_adds_no_origin() -> None:
    rows = (
        ("a", "-", SHELLED, EVENT),
        ("b", "Drina Courier; media; none", SHELLED, EVENT),
        ("c", "Radio Sava; unnamed; none", SHELLED, EVENT),
    )
    about = {
        "a": {"publisher": "The Drina Courier"},
        "b": {"publisher": "Radio Sava"},
        "c": {"publisher": "Lim Post"},
    }
    assert len(incident_of(published(rows), "c0").origins) == 3
    found = incident_of(published(rows, **about), "c0").origins
    assert len(found) == 1
    assert any("names The Drina Courier" in reason for reason in found[0].reasons)


def test_an_outlet_that_corrects_its_report_is_no_second_origin() -> None:
    rows = (("a", "Milan Jokić; military; serbia", SHELLED, EVENT), ("b", "-", SHELLED, EVENT))
    lantern = {"publisher": "Lim Post"}
    about = {"a": lantern, "b": {**lantern, "title": "Correction: a report on Banjska"}}
    found = incident_of(published(rows, **about), "c0").origins
    assert [origin.label for origin in found] == ["Milan Jokić"]


def test_a_report_that_is_only_spoken_of_is_the_one_in_the_case() -> None:
    rows = (("a", "-", SHELLED, EVENT), ("b", "report; media; none", SHELLED, EVENT))
    assert len(incident_of(linked(*rows), "c0").origins) == 1
