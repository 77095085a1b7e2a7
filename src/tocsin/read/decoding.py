"""Bytes to text: the encoding found, and what is doubtful about it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tocsin.errors import ReadError

# UTF-32 first: its little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CYRILLIC = ["cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic"]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_BROKEN_UTF8 = "\N{REPLACEMENT CHARACTER}"

# UTF-8 read as windows-1252: a lead byte's letter followed by a continuation byte's sign.
_MOJIBAKE = re.compile("â€[™œ\u009d˜“”¦]|Ã[©¨¡³¶¼\u00a0±§]|Â[\u00a0«»©®·]|Ð[\u00a0-¿]|Ñ[\u0080-\u008f‚ƒ„…†‡ˆ‰Š‹Œ]")
_SMALLEST_SAMPLE = 4
_GAPS = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
_WINDOWS_1252 = tuple(bytes([byte]).decode("latin-1" if byte in _GAPS else "cp1252") for byte in range(256))


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text with its newlines as they were, the encoding's name, and notes for the reader."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(content: bytes, place: str = "") -> Decoded:
    """Decode by mark, else as UTF-8, else by what the bytes look like. A byte order mark is not part of the text.

    Raises ReadError for what is no text in any encoding known here.
    """
    decoded = _marked(content, place) or _wide(content) or _utf8(content) or _single_byte(content)
    share = len(_CONTROL.findall(decoded.text[:200_000])) / max(1, len(decoded.text[:200_000]))
    if share > 0.002:
        raise ReadError("binary data, not text", place=place, remedy="give text, HTML, PDF, DOCX or JSONL")
    if len(_MOJIBAKE.findall(decoded.text)) >= 2:
        note = "signs such as “â€™” show that it was decoded wrongly before it came here; words may not match"
        return Decoded(decoded.text, decoded.encoding, (*decoded.notes, note))
    return decoded


def _marked(content: bytes, place: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return Decoded(content.decode(encoding), encoding.removesuffix("-sig"))
            except UnicodeDecodeError as error:
                if encoding == "utf-8-sig":
                    return None
                raise ReadError(
                    f"marked as {encoding}, but it is not",
                    value=f"byte {error.start}",
                    place=place,
                    remedy="save it as UTF-8",
                ) from error
    return None


def _wide(content: bytes) -> Decoded | None:
    """UTF-16 without a mark: every second byte of Latin text is zero."""
    sample = content[:4000]
    if len(sample) < _SMALLEST_SAMPLE or len(content) % 2 or b"\x00" not in sample:
        return None
    half = len(sample) / 2
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[offset::2].count(0) / half > 0.4 and sample[1 - offset :: 2].count(0) / half < 0.05:
            try:
                return Decoded(content.decode(encoding), encoding, (f"read as {encoding} without a mark",))
            except UnicodeDecodeError:
                return None
    return None


def _utf8(content: bytes) -> Decoded | None:
    body = content.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    lenient = body.decode("utf-8", "replace")
    broken = lenient.count(_BROKEN_UTF8) - body.count(_BROKEN_UTF8.encode())
    good = sum(1 for character in lenient if ord(character) > 127) - broken
    # A damaged UTF-8 file keeps most of its sequences; a file in another encoding has hardly any that are valid.
    if broken * 3 <= good:
        note = f"{broken} damaged places in the UTF-8 text, shown as “{_BROKEN_UTF8}”"
        return Decoded(lenient, "utf-8", (note,))
    return None


def _single_byte(content: bytes) -> Decoded:
    high = len(_HIGH.findall(content))
    letters = high + sum(1 for byte in content if 65 <= byte <= 90 or 97 <= byte <= 122)
    if high > 0.4 * letters:
        encoding = _cyrillic_encoding(content)
        if encoding:
            text = content.decode(encoding, "replace")
            return Decoded(text, encoding, (f"read as {encoding}, by what the bytes look like",))
    # windows-1252 holds Latin-1's letters and the typographic quotes; its five gaps fall back to Latin-1's signs.
    text = "".join(_WINDOWS_1252[byte] for byte in content)
    return Decoded(text, "windows-1252", ("read as windows-1252, by what the bytes look like",))


def _cyrillic_encoding(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(content[:50_000], cp_isolation=list(_CYRILLIC)).best()
    return best.encoding if best else None
