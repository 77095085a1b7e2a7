"""What happens at the desk is told to every page that listens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tocsin.serve import events
from tocsin.serve.events import Events
from tocsin.serve.refusals import Refused


async def heard(stream: AsyncIterator[bytes], count: int) -> list[str]:
    return [(await asyncio.wait_for(anext(stream), 5)).decode() for _ in range(count)]


def test_events_come_in_order_as_server_sent_events() -> None:
    async def listen() -> list[str]:
        told = Events()
        stream = await told.listen({"state": "a"})
        first = await heard(stream, 1)
        await asyncio.to_thread(told.tell, "job", {"done": 1})
        await asyncio.to_thread(told.tell, "job", {"done": 2})
        return first + await heard(stream, 2)

    assert asyncio.run(listen()) == [
        'event: state\ndata: {"state":"a"}\n\n',
        'event: job\ndata: {"done":1}\n\n',
        'event: job\ndata: {"done":2}\n\n',
    ]


def test_silence_is_broken_by_a_comment(monkeypatch: pytest.MonkeyPatch) -> None:
    async def listen() -> list[str]:
        return await heard(await Events().listen({}), 2)

    monkeypatch.setattr(events, "HEARTBEAT_SECONDS", 0.01)
    assert asyncio.run(listen())[1] == ": still here\n\n"


def test_there_is_an_end_to_listeners_and_to_what_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    async def listen() -> list[str]:
        told = Events()
        stream = await told.listen({})
        await heard(stream, 1)
        for number in range(5):
            told.tell("job", number)
        await asyncio.sleep(0)
        with pytest.raises(Refused, match="too many"):
            await told.listen({})
        return await heard(stream, 2)

    monkeypatch.setattr(events, "MOST_LISTENERS", 1)
    monkeypatch.setattr(events, "MOST_WAITING", 2)
    assert [text.partition("data: ")[2].strip() for text in asyncio.run(listen())] == ["3", "4"]


def test_a_ruling_is_told_with_the_state_it_leads_to(own_desk: Any) -> None:
    hub = own_desk.client.app.state.hub
    told: list[tuple[str, Any]] = []
    hub.events.tell = lambda name, data: told.append((name, data))
    claim = own_desk.claim("taking part")
    body = {"subject": "claim", "target": claim["id"], "ruling": "accept", "reason": "as it stands"}
    made = own_desk.post("/api/decisions", body, 201)
    own_desk.settled()
    names = [name for name, _ in told]
    assert names[0] == "state"
    assert {"decision", "building", "state"} <= set(names)
    states = [data["state"] for name, data in told if name == "state"]
    assert states[0] == made["state"]
    assert states[-1] == own_desk.get("/api/case")["state"]
