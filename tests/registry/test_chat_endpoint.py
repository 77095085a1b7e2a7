"""The client of a language model, against a scripted server: what goes wrong, and what never leaves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from scripted_model import Reply, Script, completion, serving

from tocsin.errors import ModelError, OptionError
from tocsin.model.chat import ChatReply, ChatRequest
from tocsin.model.settings import LlmSettings
from tocsin.registry.chat_endpoint import ChatEndpoint
from tocsin.registry.chat_models import build_chat_model, on_this_machine

REQUEST = ChatRequest("list claims", "the ferry sank", "claims", '{"type": "object"}', 50)
SETTINGS = LlmSettings(model="scripted", tries=3, timeout=5.0)
KEY = "not-a-real-key-0123456789"


def endpoint(url: str, key: str = "", **changes: Any) -> ChatEndpoint:
    return ChatEndpoint(replace(SETTINGS, base_url=url, **changes), key, local=True, sleep=lambda _: None)


def answered(script: Script, **changes: Any) -> tuple[ChatReply, int]:
    with serving(script) as model:
        return endpoint(model.url, **changes).complete(REQUEST), len(model.asked)


def in_order(*replies: Reply) -> Script:
    return lambda body, number: replies[min(number, len(replies) - 1)]


def test_a_plain_answer() -> None:
    reply, asked = answered(in_order(completion('{"claims": []}')))
    assert (reply.text, reply.problem, reply.input_tokens, reply.output_tokens) == ('{"claims": []}', "", 100, 20)
    assert asked == 1


def test_the_schema_is_asked_for() -> None:
    with serving(in_order(completion("{}"))) as model:
        endpoint(model.url).complete(REQUEST)
        asked = model.asked[0]
    assert asked["response_format"]["json_schema"]["strict"] is True
    assert (asked["temperature"], asked["max_tokens"], asked["stream"]) == (0, 50, False)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(status: int) -> None:
    reply, asked = answered(in_order(Reply(status, headers={"Retry-After": "0"}), Reply(status), completion("x")))
    assert (reply.text, reply.tries, asked) == ("x", 3, 3)


def test_the_pause_that_is_asked_for_is_kept() -> None:
    slept: list[float] = []
    with serving(in_order(Reply(429, headers={"Retry-After": "7"}), completion("x"))) as model:
        waiting = endpoint(model.url)
        waiting.sleep = slept.append
        waiting.complete(REQUEST)
    assert slept == [7.0]


def test_pauses_grow_and_end() -> None:
    waiting = endpoint("http://127.0.0.1:9/v1", first_pause=1.0, longest_pause=4.0)
    bounds = [(0.5, 1), (1, 2), (2, 4), (2, 4)]
    assert all(low <= waiting._pause(number, 0.0) <= high for number, (low, high) in enumerate(bounds))


def test_a_server_that_stays_down_ends_the_run() -> None:
    with pytest.raises(ModelError, match="after 3 tries"):
        answered(in_order(Reply(503)))


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(ModelError, match="run the same command again"):
        endpoint("http://127.0.0.1:9/v1").complete(REQUEST)


def test_an_endless_answer_is_given_up() -> None:
    with pytest.raises(ModelError, match="did not end within"):
        answered(in_order(Reply(endless=True)), timeout=0.2, tries=1)


def test_a_huge_answer_is_not_taken() -> None:
    reply, _ = answered(in_order(Reply(body=b"x" * 500_000)), most_bytes=100_000)
    assert reply.problem == "empty or too long"


@pytest.mark.parametrize(
    "body", [b"<html>busy</html>", b"[1, 2]", b'{"choices": []}', b'{"choices": [{}]}', b"\xff\xfe"]
)
def test_what_is_no_completion_is_a_problem(body: bytes) -> None:
    reply, _ = answered(in_order(Reply(body=body)))
    assert reply.problem == "not a chat completion"


def test_tokens_are_reckoned_where_none_are_told() -> None:
    reply, _ = answered(in_order(completion("x" * 40, usage=None)))
    assert (reply.output_tokens, reply.counted) == (10, False)


@pytest.mark.parametrize(
    ("refusal", "kept"),
    [
        (b"response_format json_schema is not supported", "json_object"),
        (b"use max_completion_tokens instead of max_tokens", "json_schema"),
        (b"temperature must be 1", "json_schema"),
    ],
)
def test_a_form_that_a_server_does_not_take_is_left(refusal: bytes, kept: str) -> None:
    def script(body: dict[str, object], number: int) -> Reply:
        return Reply(400, refusal) if number == 0 else completion("x")

    with serving(script) as model:
        asking = endpoint(model.url)
        assert asking.complete(REQUEST).text == "x"
        asking.complete(REQUEST)
        formats = [body["response_format"]["type"] for body in model.asked]
    assert formats[1:] == [kept, kept]


def test_a_refused_text_is_a_problem_of_that_text_alone() -> None:
    reply, asked = answered(in_order(Reply(400, b"flagged by a filter")))
    assert "flagged by a filter" in reply.problem
    assert asked == 1


def test_a_wrong_key_is_told_without_the_key() -> None:
    with serving(in_order(Reply(401, f"wrong key {KEY}".encode()))) as model:
        asking = endpoint(model.url, KEY)
        with pytest.raises(ModelError) as caught:
            asking.complete(REQUEST)
    assert KEY not in str(caught.value)
    assert KEY not in repr(asking)
    assert model.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_a_server_that_repeats_the_key_is_cut() -> None:
    with serving(in_order(Reply(400, f"bad {KEY}".encode()))) as model:
        assert KEY not in endpoint(model.url, KEY).complete(REQUEST).problem


def test_no_redirect_is_followed() -> None:
    with serving(in_order(Reply(307, headers={"Location": "http://127.0.0.1:9/v1/chat/completions"}))) as model:
        with pytest.raises(ModelError, match="status 307"):
            endpoint(model.url, KEY).complete(REQUEST)
        assert len(model.asked) == 1


def test_requests_keep_their_distance() -> None:
    slept: list[float] = []
    with serving(in_order(completion("x"))) as model:
        asking = endpoint(model.url, requests_a_minute=60)
        asking.sleep = slept.append
        for _ in range(3):
            asking.complete(REQUEST)
    assert [round(pause) for pause in slept] == [1, 2]


@pytest.mark.parametrize(
    ("changes", "key", "message"),
    [
        ({"base_url": ""}, "", "no address"),
        ({"base_url": "ftp://127.0.0.1/"}, "", "no address"),
        ({"base_url": "http://127.0.0.1/v1", "model": ""}, "", "no language model is named"),
        ({"base_url": "http://user:word@127.0.0.1/v1"}, "", "holds no secrets"),
        ({"base_url": "https://models.example/v1"}, "", "text would leave"),
        ({"base_url": "http://models.example/v1", "text_may_leave": True}, KEY, "in the open"),
    ],
)
def test_settings_that_do_not_do(changes: dict[str, object], key: str, message: str) -> None:
    settings = replace(SETTINGS, **changes)  # type: ignore[arg-type]
    with pytest.raises(OptionError, match=message):
        build_chat_model(settings, {"TOCSIN_LLM_KEY": key})


def test_text_may_leave_where_the_settings_say_so() -> None:
    settings = replace(SETTINGS, base_url="https://models.example/v1", text_may_leave=True)
    assert build_chat_model(settings, {"TOCSIN_LLM_KEY": KEY}).version == "scripted"


@pytest.mark.parametrize(
    ("host", "here"), [("localhost", True), ("127.0.0.1", True), ("::1", True), ("10.0.0.5", False)]
)
def test_this_machine(host: str, here: bool) -> None:
    assert on_this_machine(host) is here
