"""A language model behind an endpoint that speaks OpenAI's chat completions, a local server included.

Standard library only: one POST with JSON both ways is all that is needed. The key is read from the environment, goes
to the endpoint and nowhere else: no redirect is followed, and no message holds it.
"""

from __future__ import annotations

import json
import random
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.message import Message
from typing import Any

from tocsin.errors import ModelError
from tocsin.model.chat import ChatReply, ChatRequest
from tocsin.model.settings import LlmSettings
from tocsin.registry.chat_shapes import SHAPES, Shape, adapted, reply_of

PIECE = 65_536
LONGEST_MESSAGE = 300
AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
CLOSED = frozenset({401, 403, 404})
Sleep = Callable[[float], None]


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class _UnansweredError(Exception):
    """A try that may be repeated. `pause` is what the server asks for, in seconds."""

    def __init__(self, why: str, pause: float = 0.0) -> None:
        super().__init__(why)
        self.pause = pause


@dataclass
class ChatEndpoint:
    """Answers requests; safe to be asked from several threads. Build it with `registry.chat_models`.

    `local` tells that the endpoint is on this machine.
    """

    settings: LlmSettings
    key: str = field(default="", repr=False)
    local: bool = False
    sleep: Sleep = time.sleep
    _shape: Shape = SHAPES[0]
    _free_at: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def version(self) -> str:
        return self.settings.model

    def complete(self, request: ChatRequest) -> ChatReply:
        """The answer, or what was wrong with it. Raises ModelError where the endpoint cannot be used."""
        settings, why = self.settings, ""
        for number in range(max(1, settings.tries)):
            self._wait_for_turn()
            try:
                return replace(self._shaped(request), tries=number + 1)
            except _UnansweredError as error:
                why = str(error)
                if number + 1 < settings.tries:
                    self.sleep(self._pause(number, error.pause))
        raise ModelError(
            f"the language model gave no answer after {settings.tries} tries",
            value=why,
            place=settings.base_url,
            remedy="what was answered is kept; run the same command again to go on",
        )

    def _shaped(self, request: ChatRequest) -> ChatReply:
        """One try, in the form of request that the server takes; a form that it refuses is left for a plainer one."""
        shape = self._shape
        for _ in range(len(SHAPES) + 2):
            status, body = self._post(shape.body(request, self.settings.model))
            if status == 200:
                self._shape = shape
                return reply_of(body, request)
            message = self._message(body)
            following = adapted(shape, message)
            if following is None:
                return ChatReply(problem=f"refused with status {status}: {message}")
            shape = following
        return ChatReply(problem="refused in every form of request")

    def _post(self, body: dict[str, Any]) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "tocsin"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        url = self.settings.base_url.rstrip("/") + "/chat/completions"
        request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")
        # What is asked of this machine must not go round by a proxy.
        proxies = [urllib.request.ProxyHandler({})] if self.local else []
        opener = urllib.request.build_opener(_NoRedirects, *proxies)
        deadline = time.monotonic() + self.settings.timeout
        try:
            with opener.open(request, timeout=self.settings.timeout) as response:
                return self._read(response, deadline)
        except urllib.error.HTTPError as error:
            with error:
                return self._failed(error)
        except (TimeoutError, OSError) as error:
            raise _UnansweredError(
                self._clean(str(getattr(error, "reason", error)) or type(error).__name__)
            ) from error
        except ValueError as error:
            raise ModelError("the address cannot be used", value=self._clean(str(error)), place=url) from error

    def _read(self, response: Any, deadline: float) -> tuple[int, bytes]:
        pieces, length = [], 0
        while piece := response.read1(PIECE):
            length += len(piece)
            if length > self.settings.most_bytes:
                return 200, b""
            if time.monotonic() > deadline:
                raise _UnansweredError(f"the answer did not end within {self.settings.timeout:g} s")
            pieces.append(piece)
        return int(response.status), b"".join(pieces)

    def _failed(self, error: urllib.error.HTTPError) -> tuple[int, bytes]:
        body = error.read(PIECE)
        if error.code in AGAIN:
            raise _UnansweredError(f"status {error.code}", _seconds(error.headers))
        if error.code in CLOSED or 300 <= error.code < 400:
            # What a server says of a wrong key may repeat the key.
            remedy = f"check [llm] base_url and model, and the key in ${self.settings.key_variable}"
            raise ModelError("the endpoint refuses", value=f"status {error.code}", place=error.url, remedy=remedy)
        return error.code, body

    def _message(self, body: bytes) -> str:
        return self._clean(body.decode("utf-8", "replace"))[:LONGEST_MESSAGE]

    def _clean(self, text: str) -> str:
        shown = text.replace(self.key, "[key]") if self.key else text
        return " ".join(shown.split())

    def _pause(self, number: int, asked: float) -> float:
        """Twice as long after each failure, with jitter so that parallel requests part; never less than was asked."""
        longest = min(self.settings.first_pause * 2**number, self.settings.longest_pause)
        return min(max(asked, random.uniform(longest / 2, longest)), self.settings.longest_pause)

    def _wait_for_turn(self) -> None:
        if self.settings.requests_a_minute <= 0:
            return
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free_at)
            self._free_at = turn + 60.0 / self.settings.requests_a_minute
        if turn > now:
            self.sleep(turn - now)


def _seconds(headers: Message) -> float:
    try:
        return max(0.0, float(headers.get("Retry-After", "0")))
    except ValueError:
        return 0.0
