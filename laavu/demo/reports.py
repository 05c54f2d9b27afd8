"""Reports of the demo: a published final report, and an interim report that waits for its review."""

from datetime import date, datetime, timedelta

from evaluation.models import Programme, ReportDraft
from evaluation.reports import drafting
from evaluation.reports.dataset import Asked
from evaluation.reports.going_out import publish_draft
from laavu.accounts.models import User
from laavu.demo.making import Demo, morning
from laavu.demo.users import PROGRAMME
from laavu.law.period import Period, month_of

FINAL = {
    "aims": """Kylissä on töitä, jotka jäävät tekemättä, ja kunnassa ihmisiä, jotka ovat olleet pitkään
työttöminä. Hankkeessa kyläyhdistykset palkkaavat heitä ryhmissä palkkatuella.

- Tavoite 1: kylien tekemättömät työt tehdään.
- Tavoite 2: työ alkaa ryhmässä, ja ohjausta saa työn aikana.
- Tavoite 3: yhdistykset oppivat työnantajiksi.""",
    "methods": """Kylät kertoivat kyselyssä, mitä töitä odottaa tekijää. Yhdistykset valitsivat työt,
kaupunki kokosi ryhmät ja auttoi palkkatuen hakemisessa. Työnohjaaja kävi ryhmien luona viikoittain.""",
    "people": """Ihmiset tulivat mukaan työllisyyspalvelujen kautta ja kylistä. Alku- ja loppukyselyyn
vastaaminen oli vapaaehtoista.""",
    "work": "Eniten tehtiin kunnostusta ja ympäristön hoitoa. Työnantajina oli {employing_associations}.",
    "money": """Palkat maksoivat yhdistykset. Kustannusten rinnalla kerrotaan, mitä lukuja ei ole: niitä ei
ole arvioitu.""",
    "differences": """Ryhmiä aloitettiin ensimmäisenä talvena vähemmän kuin suunniteltiin, koska ohjaajia
puuttui.""",
    "stays": """Ryhmätyöllistäminen jatkuu osana kunnan työllisyyspalveluja. Yhdistyksillä on työnantajan
ohjeet, ja kylien työlista pidetään ajan tasalla.""",
}
INTERIM = {
    "differences": "Kahden kylän ryhmä aloitti kuukauden myöhässä, koska palkkatukipäätös viipyi.",
    "next": "Keväällä kysytään kylien tekemättömät työt uudelleen ja aloitetaan kaksi ryhmää.",
}


def make_reports(demo: Demo) -> None:
    """Of the story up to the last locked month; a half year for the interim report."""
    programme = Programme.objects.get(municipality=demo.municipality, code=PROGRAMME)
    writer = User.objects.get(email="arvioija@laavu.example")
    reviewer = User.objects.get(email="koordinaattori@laavu.example")
    at = morning(demo.last)
    open_since = (month_of(demo.last).first - timedelta(days=1)).replace(day=1)
    last = open_since - timedelta(days=1)
    final = _draft(demo, programme, Period(demo.first, last), "funder_final", writer, at, FINAL)
    drafting.ask_review(final, by=writer, at=at)
    drafting.accept(final, by=reviewer, at=at)
    publish_draft(final, by=writer, at=at)
    half = Period(date(last.year, 1 if last.month < 7 else 7, 1), last)
    interim = _draft(demo, programme, half, "funder_interim", writer, at, INTERIM)
    drafting.ask_review(interim, by=writer, at=at)


def _draft(
    demo: Demo,
    programme: Programme,
    period: Period,
    template: str,
    by: User,
    at: datetime,
    texts: dict[str, str],
) -> ReportDraft:
    name = {"funder_final": "Loppuraportti", "funder_interim": "Väliraportti"}[template]
    draft = drafting.begin(
        Asked(demo.municipality, period, programme), template=template, language="fi",
        title=f"{name}: {programme.name}", by=by, at=at,
    )  # fmt: skip
    for section, text in texts.items():
        drafting.save_text(draft, section, text, 1, by=by, at=at)
    return draft
