"""Language: short ledes in nine languages, names in English text, and pages in two languages."""

from __future__ import annotations

import pytest

from tocsin.errors import ReadError
from tocsin.read.blocks import blocks
from tocsin.read.language import check_language, language_of

ENGLISH = (
    "The border guard closed the northern road on Tuesday because of snow, its spokesman said.",
    "Ryhor Kavalchuk, Dzmitry Sauchanka and Vasil Hrynevich met Kazimierz Wojciechowski in Grodno and Ashmyany.",
    "Minsk, Moscow and Yerevan signed the protocol, BelTA and Sputnik Belarus reported.",
    "Siarhei Tsikhanouski, Maryia Kalesnikava and Viktar Babaryka remain in custody.",
    "Kyiv: Shmyhal, Yermak, Zaluzhnyi at odds over Zaporizhzhia, Mykolaiv and Kryvyi Rih.",
    "Tanks seen near Novaya Huta; Homiel, Naroulia and Rechytsa residents warned.",
    "Officials in Świnoujście and Białystok denied that the Suwałki crossing had been shut.",
    "“Żadnych komentarzy,” said Minister Błaszczak, refusing to answer questions about the brigade.",
    "Jean-François Lefèbvre of Médecins Sans Frontières was among the nine who were freed.",
)
FOREIGN = (
    ("ru", "Пограничная служба закрыла северную дорогу из-за снега."),
    ("ru", "Минск и Москва провели совместные учения, сообщил представитель министерства."),
    ("uk", "Прикордонна служба закрила північну дорогу через сніг, повідомив речник."),
    ("uk", "Міністр оборони заявив, що війська перебувають у повній готовності."),
    ("be", "Памежная служба зачыніла паўночную дарогу з-за снегу, паведаміў прадстаўнік."),
    ("pl", "Straż graniczna zamknęła północną drogę z powodu śniegu, poinformował rzecznik."),
    ("pl", "Minister obrony poinformował, że granica pozostaje zamknięta do odwołania."),
    ("de", "Der Grenzschutz hat die nördliche Straße wegen Schneefalls gesperrt, sagte der Sprecher."),
    ("de", "Der Minister sagte, die Truppen seien in Bereitschaft."),
    ("fr", "Les gardes-frontières ont fermé la route du nord à cause de la neige, selon leur porte-parole."),
    ("fr", "Le ministre a déclaré que la frontière reste fermée."),
    ("es", "La guardia fronteriza cerró la carretera del norte por la nieve, dijo su portavoz."),
    ("lt", "Pasieniečiai dėl sniego uždarė šiaurinį kelią, pranešė atstovas spaudai."),
    ("lt", "Krašto apsaugos ministras pareiškė, kad siena lieka uždaryta."),
)


@pytest.mark.parametrize("text", ENGLISH)
def test_english_with_foreign_names(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(("code", "text"), FOREIGN)
def test_short_ledes(code: str, text: str) -> None:
    assert language_of(text) == code
    with pytest.raises(ReadError, match="not in English"):
        check_language(blocks(text), ("en",))


def test_a_page_mostly_in_english_is_read_with_a_note() -> None:
    text = "\n\n".join([*ENGLISH[:4], FOREIGN[0][1] * 2])
    language, notes = check_language(blocks(text), ("en",))
    assert language == "en"
    assert any("Russian" in note for note in notes)


def test_a_page_mostly_in_another_language_is_refused() -> None:
    text = "\n\n".join([ENGLISH[0], *(words for _, words in FOREIGN[5:9])])
    with pytest.raises(ReadError, match="for the most part not in English"):
        check_language(blocks(text), ("en",))
