"""Speech: a direct quotation with whoever speaks it."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.extract.quotations import Quotation


@dataclass(frozen=True, slots=True)
class Speech:
    """A direct quotation with its speaker. Tokens: `first` and `last` of its words, `opening` and `closing` of the
    stretch with the marks. `holders` head noun phrases from the writer outwards; `cue` is None without one. `basis`
    tells in a word how the speaker was found; `of` is the number of the speech whose speaker this one takes over."""

    quotation: Quotation
    first: int
    last: int
    opening: int
    closing: int
    cue_head: int | None = None
    cue: tuple[int, int] | None = None
    key: str = ""
    stance: str = ""
    holders: tuple[int, ...] = ()
    addressee: int | None = None
    basis: str = ""
    of: int | None = None
