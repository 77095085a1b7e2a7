"""The API holds to its own description, whatever is asked of it."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from desk_client import Desk
from desk_world import make_hub
from hypothesis import HealthCheck, given, settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )
    from starlette.testclient import TestClient

from tocsin.serve.app import ENDPOINTS, build_app

CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance)
# Tested by themselves: one never ends, two would end the session in which the rest is asked, one takes files.
APART = (("GET", "/api/events"), ("DELETE", "/api/session"), ("POST", "/api/session"), ("POST", "/api/add/files"))
DOCS = Path(__file__).parents[2] / "docs" / "desk-api.md"


@pytest.fixture(scope="module")
def asked(first_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that is asked all kinds of things."""
    import shutil

    folder = tmp_path_factory.mktemp("asked")
    path = folder / first_case.name
    shutil.copy(first_case, path)
    with TestClient(build_app(make_hub(path, folder)), base_url="http://127.0.0.1") as client:
        desk = Desk(client)
        desk.begin()
        desk.settled()
        yield desk


@pytest.fixture(scope="module")
def api(asked: Desk) -> Any:
    """The API's description, with something of the case's own to ask for."""
    return schemathesis.openapi.from_dict(asked.client.get("/api/openapi.json").json())


@pytest.mark.parametrize(
    ("method", "path"), [(each.method, each.path) for each in ENDPOINTS if (each.method, each.path) not in APART]
)
def test_it_answers_as_it_is_described(asked: Desk, api: Any, method: str, path: str) -> None:
    @given(case=api[path][method].as_strategy())
    @settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    def holds(case: Any) -> None:
        request = case.as_transport_kwargs(base_url="http://127.0.0.1")
        headers = {str(name): value for name, value in request.pop("headers", {}).items()}
        request.pop("cookies", None)
        verb, url = request.pop("method"), request.pop("url")
        if isinstance(request.get("data"), bytes | str):
            request["content"] = request.pop("data")
        response = asked.client.request(verb, url, headers={**headers, **asked.headers}, **request)
        case.validate_response(response, checks=CHECKS)

    holds()


def test_every_endpoint_is_in_the_description_and_in_the_documentation(asked: Desk) -> None:
    described = asked.client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    paths = {(method.upper(), path) for path, found in described["paths"].items() for method in found}
    assert paths == {(each.method, each.path) for each in ENDPOINTS}
    written = DOCS.read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(GET|POST|PUT|DELETE) (/api/[^`?]*)` \|", written, re.MULTILINE))
    assert told == paths


def test_every_refusal_has_the_documented_shape(asked: Desk) -> None:
    described = asked.client.get("/api/openapi.json").json()
    fields = described["components"]["schemas"]["Refusal"]["properties"]["error"]["properties"]
    written = DOCS.read_text(encoding="utf-8").partition("## Refusals")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", written, re.MULTILINE)) == set(fields)


def test_the_answers_are_described_for_every_endpoint_that_has_one() -> None:
    text = resources.files("tocsin.serve").joinpath("data/answers.json").read_text(encoding="utf-8")
    described = json.loads(text)
    wanted = {
        f"{each.method} {each.path}" for each in ENDPOINTS if each.media == "application/json" and each.status != 204
    }
    assert set(described) == wanted
