"""Places in a stored text and in what is shown of it, both ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tocsin.model.span import Span
from tocsin.report.desk.shown import shown
from tocsin.report.masking import Mask

TEXT = st.text(alphabet="ab é🚆\n𝔸", min_size=1, max_size=40)


@st.composite
def masked(draw: st.DrawFn) -> tuple[str, tuple[Mask, ...]]:
    text = draw(TEXT)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, tuple(Mask(start, end, draw(st.sampled_from(["[x]", "[soldier A]"]))) for start, end in pairs)


@given(masked(), st.data())
def test_a_span_goes_there_and_back(made: tuple[str, tuple[Mask, ...]], data: st.DataObject) -> None:
    text, masks = made
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    view = shown(text, masks)
    first, last = view.place(span)
    back = view.stored(first, last)
    assert back.contains(span)
    inside = {place for mask in masks for place in range(mask.start + 1, mask.end)}
    if not inside & {span.start, span.end}:
        assert back == span
    units = view.text.encode("utf-16-le", "surrogatepass")
    words = units[2 * first : 2 * last].decode("utf-16-le", "surrogatepass")
    if not any(Span(mask.start, mask.end).overlaps(span) for mask in masks):
        assert words == span.text(text)


@given(masked())
def test_what_is_masked_is_not_shown(made: tuple[str, tuple[Mask, ...]]) -> None:
    text, masks = made
    expected, last = "", 0
    for mask in masks:
        expected += text[last : mask.start] + mask.label
        last = mask.end
    assert shown(text, masks).text == expected + text[last:]
