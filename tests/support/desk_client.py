"""A client of the desk that carries what every change needs."""

from __future__ import annotations

import time
from typing import Any

from starlette.testclient import TestClient

Json = dict[str, Any]


class Desk:
    """A client that is signed in."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.headers: dict[str, str] = {}

    def begin(self) -> Json:
        """Take a session."""
        session: Json = self.client.get("/api/session").json()
        self.headers = {"X-Tocsin-CSRF": session["csrf"]}
        return session

    def get(self, path: str, status: int = 200, **parameters: Any) -> Json:
        """What a view says."""
        response = self.client.get(path, params=parameters or None)
        assert response.status_code == status, response.text[:500]
        body: Json = response.json()
        return body

    def post(self, path: str, body: Json, status: int = 200) -> Json:
        """What a change says."""
        response = self.client.post(path, json=body, headers=self.headers)
        assert response.status_code == status, response.text[:500]
        made: Json = response.json()
        return made

    def settled(self) -> Json:
        """Wait until nothing is being built; the case."""
        for _ in range(600):
            case = self.get("/api/case")
            assert not case["failure"], case["failure"]
            hub = self.client.app.state.hub  # type: ignore[attr-defined]
            if hub.idle:
                return self.get("/api/case")
            time.sleep(0.05)
        raise AssertionError("the desk was not built in time")

    def claim(self, words: str) -> Json:
        """The claim that has these words."""
        items = self.get("/api/claims", limit=200)["items"]
        return next(item for item in items if words in item["content"]["text"])
