"""Problems and actions of the period are offered to who writes a report, and stand in none by themselves."""

from datetime import date

from evaluation.models import Programme, ReportDraft
from evaluation.reports import drafting
from evaluation.reports.dataset import Asked
from laavu.accounts.acting import acting_for
from laavu.law.period import Period
from tests.cast import Cast, client_of, text_of
from tests.development import AT, make_action, make_problem
from tests.factories import make_programme

PERIOD = Period(date(2026, 1, 1), date(2026, 3, 31))


def begun(cast: Cast, programme: Programme, template: str = "project_card") -> ReportDraft:
    with acting_for(cast.municipality):
        return drafting.begin(
            Asked(cast.municipality, PERIOD, programme), template=template, language="fi", title="Kortti",
            by=cast.coordinator, at=AT,
        )  # fmt: skip


def test_the_writer_is_offered_what_touches_the_period_and_programme(cast: Cast) -> None:
    programme, other = make_programme(cast.municipality), make_programme(cast.municipality)
    here = cast.municipality
    make_problem(here, text="Avoin ongelma", programme=programme, what_was_done="Soitettu")
    make_problem(here, text="Yleinen ongelma", since_on=date(2025, 1, 1), solved_on=date(2026, 1, 1),
                 what_was_done="Korjattu", lesson="Kysy ajoissa")  # fmt: skip
    make_problem(here, text="Toisen hankkeen", programme=other)
    make_problem(here, text="Myöhempi", since_on=date(2026, 4, 1))
    make_problem(here, text="Vanha", since_on=date(2025, 1, 1), solved_on=date(2025, 2, 1),
                 what_was_done="x")  # fmt: skip
    make_action(here, owner=cast.coordinator, what="Päätetty toimi")
    make_action(here, owner=cast.coordinator, what="Ehdotus", decided_on=None, deciders="")
    make_action(here, owner=cast.coordinator, what="Hylätty", dropped_on=date(2026, 2, 3), drop_reason="x")
    page = text_of(client_of(cast.coordinator).get(begun(cast, programme).get_absolute_url()))
    for words in ("Avoin ongelma", "Soitettu", "Yleinen ongelma", "Kysy ajoissa", "Päätetty toimi"):
        assert words in page, words
    for words in ("Toisen hankkeen", "Myöhempi", "Vanha", "Ehdotus", "Hylätty"):
        assert words not in page, words


def test_nothing_of_it_stands_in_the_report_by_itself(cast: Cast) -> None:
    make_problem(cast.municipality, text="Lämmitys ei riitä")
    draft = begun(cast, make_programme(cast.municipality))
    assert "Lämmitys ei riitä" not in str(drafting.data_of(draft))
    assert "Lämmitys ei riitä" in text_of(client_of(cast.coordinator).get(draft.get_absolute_url()))


def test_reports_without_such_a_section_offer_nothing(cast: Cast) -> None:
    make_problem(cast.municipality, text="Lämmitys ei riitä")
    draft = begun(cast, make_programme(cast.municipality), "council")
    assert "Lämmitys ei riitä" not in text_of(client_of(cast.coordinator).get(draft.get_absolute_url()))
