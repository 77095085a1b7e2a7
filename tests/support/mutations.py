"""Inputs changed at random, from a seed: bytes flipped, cut, doubled, moved, and signs put where they hurt."""

from __future__ import annotations

import random
from collections.abc import Callable

Change = Callable[[random.Random, bytes], bytes]
_TOKENS = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"%PDF-1.7",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"WARC/1.0\r\n",
    b"<![CDATA[",
    b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]>',
    b"&c;",
    b"<div>" * 200,
    b"[" * 3000,
    b'{"a":' * 2000,
    b"-1",
    b"4294967295",
    b"99999999999999999999",
    b"1e999",
    b"NaN",
    b"\r\n\r\n",
    b"From x Fri\n",
    b"Content-Length: 99999999\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"charset=utf-7",
    b"=?utf-8?q?" + b"=" * 40,
    b"../../../../etc/passwd",
    "é\u202e\u0000\U0010ffff".encode("utf-8", "surrogatepass"),
    b"\xed\xa0\x80",
    b"a" * 70_000,
)


def mutated(chance: random.Random, content: bytes) -> bytes:
    """One to six changes, one after the other."""
    for _ in range(chance.randint(1, 6)):
        content = chance.choice(_CHANGES)(chance, content)
    return content


def _place(chance: random.Random, content: bytes) -> int:
    # Headers at the beginning and tables at the end decide the most.
    edge = chance.random()
    size = len(content)
    if edge < 0.3:
        return chance.randint(0, min(size, 128))
    if edge < 0.5:
        return chance.randint(max(0, size - 128), size)
    return chance.randint(0, size)


def _flip(chance: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64))):
        if changed:
            changed[_place(chance, content) % len(changed)] ^= 1 << chance.randint(0, 7)
    return bytes(changed)


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: _place(chance, content)]


def _drop(chance: random.Random, content: bytes) -> bytes:
    at = _place(chance, content)
    return content[:at] + content[at + chance.choice((1, 4, 50, 1000)) :]


def _double(chance: random.Random, content: bytes) -> bytes:
    at = _place(chance, content)
    piece = content[at : at + chance.choice((4, 50, 1000))]
    return content[:at] + piece * chance.choice((2, 3, 200)) + content[at:]


def _move(chance: random.Random, content: bytes) -> bytes:
    at, to = _place(chance, content), _place(chance, content)
    piece = content[at : at + 100]
    rest = content[:at] + content[at + 100 :]
    return rest[:to] + piece + rest[to:]


def _noise(chance: random.Random, content: bytes) -> bytes:
    at = _place(chance, content)
    return content[:at] + chance.randbytes(chance.choice((1, 4, 16, 300))) + content[at:]


def _token(chance: random.Random, content: bytes) -> bytes:
    at = _place(chance, content)
    return content[:at] + chance.choice(_TOKENS) + content[at + chance.choice((0, 0, 4, 40)) :]


def _numbers(chance: random.Random, content: bytes) -> bytes:
    """A run of digits, which may be a length or an offset, becomes another one."""
    starts = [at for at in range(len(content)) if content[at : at + 1].isdigit()]
    if not starts:
        return _flip(chance, content)
    at = chance.choice(starts)
    end = at
    while content[end : end + 1].isdigit():
        end += 1
    return content[:at] + chance.choice((b"0", b"-1", b"4294967296", b"7", b"999999999999")) + content[end:]


_CHANGES: tuple[Change, ...] = (_flip, _flip, _cut, _drop, _double, _move, _noise, _token, _token, _numbers)
