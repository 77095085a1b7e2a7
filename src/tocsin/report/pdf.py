"""A brief as PDF, from its Markdown: headings, paragraphs, lists, tables; no links out, nothing active."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace
from markdown_it import MarkdownIt
from markdown_it.token import Token

FACE = "DejaVu"
STYLES = {
    "": "DejaVuSans.ttf",
    "B": "DejaVuSans-Bold.ttf",
    "I": "DejaVuSans-Oblique.ttf",
    "BI": "DejaVuSans-BoldOblique.ttf",
}
HEADINGS = {"h1": 17, "h2": 12.5, "h3": 11}
TEXT, SMALL, LINE = 9.5, 8.0, 5.0
INDENT = 5.0
# A heading needs so much of the page below it, in millimetres, to stand there with what it heads.
HEADING_ROOM = 30.0
Run = tuple[str, str]


def render(markdown: str, title: str) -> bytes:
    """The PDF's bytes. `title` stands in its metadata. Signs that the typeface lacks come out as boxes."""
    paper = _Paper(title)
    blocks = MarkdownIt("commonmark", {"html": False}).enable("table").parse(markdown)
    paper.write_blocks(blocks)
    return bytes(paper.output())


class _Paper(FPDF):
    """A4 pages with the number at the foot."""

    def __init__(self, title: str) -> None:
        super().__init__(format="A4")
        for style, name in STYLES.items():
            self.add_font(FACE, style, str(files("tocsin.report").joinpath("fonts", name)))
        self.set_title(title)
        self.set_creator("Tocsin")
        self.set_margins(20, 18, 20)
        self.set_auto_page_break(True, 18)
        self.add_page()

    def footer(self) -> None:
        """The page's number."""
        self.set_y(-13)
        self.set_font(FACE, "", SMALL)
        self.set_text_color(90)
        self.cell(0, 5, str(self.page_no()), align="C")
        self.set_text_color(0)

    def write_blocks(self, tokens: Sequence[Token]) -> None:
        """All blocks in order."""
        depth, marks, place = 0, list[str](), 0
        while place < len(tokens):
            token = tokens[place]
            if token.type in ("bullet_list_open", "ordered_list_open"):
                depth += 1
                marks.append("•" if token.type.startswith("bullet") else "0")
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                depth -= 1
                marks.pop()
                self.ln(1 if depth else 2)
            elif token.type == "list_item_open":
                marks[-1] = "•" if marks[-1] == "•" else str(int(marks[-1].rstrip(".") or 0) + 1) + "."
                self._mark(marks[-1], depth)
            elif token.type == "table_open":
                end = next(at for at in range(place, len(tokens)) if tokens[at].type == "table_close")
                self._table(tokens[place:end])
                place = end
            elif token.type == "inline":
                self._paragraph(token, tokens[place - 1].tag, depth)
            place += 1

    def _mark(self, mark: str, depth: int) -> None:
        self.set_font(FACE, "", TEXT)
        self.set_x(self.l_margin + INDENT * (depth - 1))
        self.cell(INDENT, LINE, mark, new_x=XPos.RIGHT, new_y=YPos.TOP)

    def _paragraph(self, token: Token, tag: str, depth: int) -> None:
        size = HEADINGS.get(tag, TEXT)
        if tag in HEADINGS:
            self.ln(3)
            if self.will_page_break(HEADING_ROOM):
                self.add_page()
        left = self.l_margin
        self.set_left_margin(left + INDENT * depth)
        if not depth:
            self.set_x(self.l_margin)
        for text, style in _runs(token):
            self.set_font(FACE, "B" if tag in HEADINGS else style, size)
            self.write(size * 0.53, text)
        self.ln(size * 0.53 + (0.6 if depth else 2))
        self.set_left_margin(left)

    def _table(self, tokens: Sequence[Token]) -> None:
        rows: list[list[str]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append("".join(text for text, _ in _runs(token)))
        self.set_font(FACE, "", SMALL)
        longest = [max(min(len(row[column]), 60) for row in rows) + 5 for column in range(len(rows[0]))]
        with self.table(
            col_widths=tuple(longest),
            line_height=4.2,
            headings_style=FontFace(emphasis="BOLD"),
            text_align="LEFT",
            borders_layout="HORIZONTAL_LINES",
            padding=(0.7, 1, 0.7, 0),
        ) as table:
            for cells in rows:
                table.row(cells)
        self.ln(3)


def _runs(token: Token) -> Iterator[Run]:
    """Stretches of one style: "", "B", "I" or "BI"."""
    bold = italic = 0
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "em_open" | "em_close":
                italic += child.nesting
            case "softbreak" | "hardbreak":
                yield " ", ""
            case "text" | "code_inline":
                yield child.content, ("B" if bold else "") + ("I" if italic else "")
