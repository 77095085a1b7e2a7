"""A server on this machine that speaks chat completions and answers by a script, however rudely."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


@dataclass
class Reply:
    """One answer: a status, headers, a body; `endless` sends bytes until the other side hangs up."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    endless: bool = False


Script = Callable[[Body, int], Reply]


@dataclass
class ScriptedModel:
    """The running server. `asked` are the bodies that it was sent, `headers` those of the requests."""

    url: str
    asked: list[Body] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def passage(self, number: int = -1) -> str:
        """The fenced text of a request."""
        lines = self.asked[number]["messages"][1]["content"].split("\n")
        fence = lines[1]
        first, last = lines.index(fence), len(lines) - 1 - lines[::-1].index(fence)
        return "\n".join(lines[first + 1 : last])


def completion(content: str, finish: str = "stop", usage: tuple[int, int] | None = (100, 20)) -> Reply:
    """A well-formed completion that says `content`."""
    body: Body = {
        "choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}]
    }
    if usage:
        body["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
    return Reply(body=json.dumps(body).encode())


def claims(*found: Body) -> Reply:
    """A completion that lists claims."""
    return completion(json.dumps({"claims": list(found)}))


def claim(content: str, sources: tuple[str, ...] = (), cue: str = "", **labels: Any) -> Body:
    """One claim as a model would list it."""
    return {
        "content": {"quote": content, "occurrence": 1},
        "cue": {"quote": cue, "occurrence": 1} if cue else None,
        "sources": [{"quote": source, "occurrence": 1} for source in sources],
        "condition": None,
        **labels,
    }


@contextmanager
def serving(script: Script) -> Iterator[ScriptedModel]:
    """Serve a script, which is told each request's body and its number from 0, until the block ends."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                number = len(model.asked)
                model.asked.append(body)
                model.headers.append(dict(self.headers))
            self._send(script(body, number))

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if not reply.endless:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                self.wfile.write(reply.body)
                while reply.endless:
                    self.wfile.write(b" ")
                    time.sleep(0.01)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model = ScriptedModel(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
