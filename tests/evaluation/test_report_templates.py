"""Templates name only what there is, and ask for text in words that people understand."""

import pytest
from django.utils import translation

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.reports.content import indicators_of
from evaluation.reports.pictures import NAMES
from evaluation.reports.templates import DEFAULT, TEMPLATES, Section, Template
from evaluation.reports.texts import NAME, Paragraph, Run, changes, paragraphs, remarks

SECTIONS = [
    pytest.param(template, section, id=f"{template.code}-{section.code}")
    for template in TEMPLATES.values()
    for section in template.sections
]
FACTS = {"municipality", "period", "programme_name", "programme_code", "programme_time", "funder"}


def test_the_kinds_of_report_that_were_asked_for_are_there() -> None:
    assert set(TEMPLATES) == {
        "funder_interim", "funder_final", "council", "village", "project_card", "employment_plan", "welfare",
        DEFAULT,
    }  # fmt: skip


@pytest.mark.parametrize(("template", "section"), SECTIONS)
def test_each_section_names_figures_and_pictures_that_there_are(template: Template, section: Section) -> None:
    assert set(section.tiles) | set(indicators_of(section)) <= CATALOGUE.keys()
    assert set(section.pictures) <= set(NAMES)


@pytest.mark.parametrize(("template", "section"), SECTIONS)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_section_has_a_heading_and_who_writes_is_told_what(
    template: Template, section: Section, language: str
) -> None:
    with translation.override(language):
        assert str(section.heading)
        assert bool(str(section.guide)) is section.is_written
        for part in section.start:
            assert set(NAME.findall(str(part))) <= CATALOGUE.keys() | FACTS
            assert len(str(part)) <= section.length


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_sections_have_codes_of_their_own_and_end_with_the_method(template: Template) -> None:
    codes = [section.code for section in template.sections]
    assert len(set(codes)) == len(codes)
    assert codes[-1] == "method"


def test_the_card_has_the_headings_of_the_form_by_which_projects_are_collected() -> None:
    with translation.override("fi"):
        headings = [str(section.heading) for section in TEMPLATES["project_card"].written]
    assert headings == [
        "Hankkeen nimi, numero ja toteutusaika",
        "Rahoittaja ja toteutunut julkinen rahoitus",
        "Toteuttajat",
        "Varsinaiset kohderyhmät",
        "Hankkeen tausta",
        "Tavoitteet",
        "Toimintatapa",
        "Tuotokset",
        "Lupaavat osallisuuden käytännöt",
        "Muut tulokset",
        "Levittäminen ja juurrutus",
        "Erityishuomioita ja kehittämistyön ongelmia",
    ]


def test_text_becomes_paragraphs_and_points() -> None:
    found = paragraphs("First\nline.\n\nBefore:\n- one\n- two\n  goes on\n", {}, {})
    assert found == [
        Paragraph((Run("First line."),)),
        Paragraph((Run("Before:"),)),
        Paragraph(points=((Run("one"),), (Run("two"), Run(" "), Run("goes on")))),
    ]


def test_facts_are_filled_in_and_unknown_names_stay_as_they_are() -> None:
    (paragraph,) = paragraphs("{funder} and {nobody}", {}, {"funder": "Rahasto"})
    assert "".join(run.text for run in paragraph.runs) == "Rahasto and {nobody}"


@pytest.mark.parametrize(
    "text",
    [
        "Hankkeen vaikuttavuus oli suuri.",
        "Työkyky parani ryhmän ansiosta.",
        "Effekten var stor.",
        "SROI was 3.",
    ],
)
def test_words_that_claim_an_effect_are_pointed_out(text: str) -> None:
    with translation.override("en"):
        assert [remark for remark in remarks(text, {}, {}) if "comparison group" in remark]


def test_plain_words_are_left_in_peace() -> None:
    assert not list(remarks("Työkyky muuttui 4,0:sta 5,2:een. Ryhmiä oli kolme.", {}, {}))


def test_what_changed_in_a_text_is_told_word_by_word() -> None:
    found = changes("Two groups began.", "Three groups began in May.")
    assert [(one.text.strip(), one.kind) for one in found] == [
        ("Two", "removed"), ("Three", "added"), ("groups", ""), ("began.", "removed"),
        ("began in May.", "added"),
    ]  # fmt: skip
