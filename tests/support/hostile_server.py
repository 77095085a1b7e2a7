"""A web server on this machine that answers as the worst of servers do: one behaviour a path."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

PAGE = (
    b"<html><head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>"
    + b"<p>The council closed the old bridge on Monday because of the cracks in it, its chair said.</p>" * 4
    + b"</article></body></html>"
)
Behaviour = Callable[[socket.socket], None]


@dataclass
class Server:
    """Where it listens, and the requests that it was sent."""

    port: int
    requests: list[str] = field(default_factory=list)

    def url(self, path: str, host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"


def answer(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *headers]
    if length is None or length >= 0:
        lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def drip(connection: socket.socket, data: bytes, pause: float = 0.05, most: int = 400, first: bytes = b"") -> None:
    connection.sendall(first)
    for number in range(most):
        connection.sendall(data[number % len(data) :][:1])
        time.sleep(pause)


def flood(connection: socket.socket, start: bytes, piece: bytes, times: int) -> None:
    connection.sendall(start)
    for _ in range(times):
        connection.sendall(piece)


def _redirect(location: str, status: str = "302 Found") -> bytes:
    return answer(b"", f"Location: {location}", status=status)


def behaviours(port: int) -> dict[str, Behaviour]:
    """What happens on each path once the request has arrived."""

    def sends(data: bytes) -> Behaviour:
        return lambda connection: connection.sendall(data)

    packed = gzip.compress(PAGE)
    return {
        "/page": sends(answer(PAGE, 'ETag: "v1"')),
        "/packed": sends(answer(packed, "Content-Encoding: gzip")),
        "/robots.txt": sends(answer(b"User-agent: *\nDisallow: /private\n")),
        "/private": sends(answer(PAGE)),
        "/missing": sends(answer(b"no", status="404 Not Found")),
        "/to-page": sends(_redirect("/page")),
        "/to-metadata": sends(_redirect("http://169.254.169.254/latest/meta-data/")),
        "/to-loopback": sends(_redirect(f"http://127.0.0.2:{port}/page")),
        "/to-mapped": sends(_redirect("http://[::ffff:10.0.0.1]/")),
        "/to-file": sends(_redirect("file:///etc/passwd")),
        "/to-rebound": sends(_redirect(f"http://rebound.example:{port}/page")),
        "/round": sends(_redirect("/round")),
        "/bomb": sends(answer(bomb(50), "Content-Encoding: gzip")),
        "/bomb-deflated": sends(answer(zlib.compress(bytes(30_000_000), 9), "Content-Encoding: deflate")),
        "/half-packed": sends(answer(packed[: len(packed) // 2], "Content-Encoding: gzip")),
        "/not-packed": sends(answer(PAGE, "Content-Encoding: gzip")),
        "/other-packing": sends(answer(PAGE, "Content-Encoding: br")),
        "/huge": lambda connection: flood(connection, answer(b"", length=-1), b"x" * 65536, 200),
        "/told-huge": sends(answer(b"x" * 100, length=10_000_000_000)),
        "/too-short": sends(answer(PAGE, length=len(PAGE) + 50)),
        "/two-lengths": sends(answer(PAGE, f"Content-Length: {len(PAGE) + 5}")),
        "/negative": sends(answer(PAGE, "Content-Length: -5", length=-1)),
        "/endless-headers": lambda connection: flood(connection, b"HTTP/1.1 200 OK\r\n", b"X-More: yes\r\n", 5000),
        "/long-header": lambda connection: flood(connection, b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65536, 4),
        "/endless-continue": lambda connection: flood(connection, b"", b"HTTP/1.1 100 Continue\r\n\r\n", 100_000),
        "/slow-header": lambda connection: drip(connection, b"HTTP/1.1 200 OK\r\nX-Slow: " + b"z" * 1000),
        "/slow-body": lambda connection: drip(connection, PAGE, first=answer(b"", length=4000)),
        "/silent": lambda connection: time.sleep(6),
        "/no-http": sends(b"220 mail.example ready\r\n" * 3),
        "/nothing": lambda connection: None,
        "/chunks": sends(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
        ),
        "/broken-chunks": sends(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"),
        "/busy": sends(answer(b"", "Retry-After: 3", status="429 Too Many Requests")),
        "/closed": sends(answer(b"", "Retry-After: 9000", status="503 Service Unavailable")),
    }


@contextmanager
def serving() -> Iterator[Server]:
    """The server on a free port of the loopback, until the block ends."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = Server(listener.getsockname()[1])
    table = behaviours(server.port)

    def one(connection: socket.socket) -> None:
        with connection:
            connection.settimeout(10)
            try:
                data = b""
                while b"\r\n\r\n" not in data and (piece := connection.recv(65536)):
                    data += piece
                server.requests.append(data.decode("latin-1"))
                path = data.split(b" ")[1].decode("latin-1").partition("?")[0] if b" " in data else ""
                table.get(path, table["/missing"])(connection)
            except OSError:
                return  # the client hung up, as it should on most of these

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=one, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        listener.close()
