"""A later file changes what differs, never what is locked or decided; and what came in can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from laavu.accounts.models import Municipality, Tenant
from laavu.law.period import Period
from placements.choices import PlacementKind
from placements.imports.plan import Difference, Outcome
from placements.imports.undo_record import UndoRecord, as_ranges
from placements.imports.undoing import BuiltUpon, undo
from placements.models import HourEntry, Month, MonthlyTotal, Placement, Terms
from placements.totals import recount
from tests.factories import make_association, make_hours, make_placement, make_village, make_worker
from tests.placements.imports.books import (
    ASSOCIATION,
    CLIENT,
    HOURS,
    MEASUREMENT,
    OTHER_CODE,
    PLACEMENT,
    WORK,
    register,
)
from villages.models import Association, Village
from workers.models import Background, ClientRelationship, Measurement, UnemploymentSpell, Worker

pytestmark = pytest.mark.django_db

Imported = Callable[..., Any]
UNDECIDED = {**PLACEMENT, "Palkkatuki %": None, "Palkkatukipäätös": None}


def told(seen: Any) -> list[tuple[str, str, str]]:
    return [(one.column, one.old, one.new) for one in seen.plan.differences]


def codes(seen: Any) -> list[tuple[str, str]]:
    return [(one.column, one.code) for one in seen.findings.faulty]


def rows_of_tenants() -> dict[str, list[Any]]:
    """Every row of every municipality's tables, without the sealed codes, which are sealed anew each time."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if issubclass(model, Tenant) and model._meta.object_name != "IdentityCode"
    }


@pytest.mark.parametrize(
    ("sheet", "row", "changes", "expected"),
    [
        ("clients", CLIENT, {"Nimi": "Virtanen-Koski Veikko"},
         [("Nimi", "Virtanen Veikko", "Virtanen-Koski Veikko")]),
        ("clients", CLIENT, {"Kotikylä": "Alakylä"}, [("Kotikylä", "Ylikylä", "Alakylä")]),
        ("clients", CLIENT, {"Päättyi": date(2016, 5, 1), "Päättymissyy": "koulutukseen"},
         [("Päättyi", "", "1.5.2016"), ("Päättymissyy", "", "to education")]),
        ("clients", CLIENT, {"Aloitti": date(2015, 8, 10)},
         [("Aloitti", "3.8.2015", "10.8.2015"), ("Maksetut päivät", "559", "559")]),
        ("clients", CLIENT, {"Maksetut päivät": 600}, [("Maksetut päivät", "559", "600")]),
        ("clients", CLIENT, {"Etuus": "peruspäiväraha"},
         [("Etuus", "labour market subsidy", "basic daily allowance")]),
        ("clients", CLIENT, {"Tutkinto": "e"}, [("Tutkinto", "yes", "no")]),
        ("clients", CLIENT, {"Henkilötunnus": OTHER_CODE}, [("Henkilötunnus", "••••••-••••", "••••••-••••")]),
        ("associations", ASSOCIATION, {"Tapaturmavakuutus %": 2}, [("Tapaturmavakuutus %", "1,2", "2")]),
        ("works", WORK, {"Tehty": date(2015, 9, 1)}, [("Tehty", "", "1.9.2015")]),
        ("measurements", MEASUREMENT, {"Arvo": 5}, [("Arvo", "•", "•")]),
        ("placements", PLACEMENT, {"Päättyi": date(2016, 3, 31)}, [("Päättyi", "29.2.2016", "31.3.2016")]),
        ("placements", PLACEMENT, {"Ryhmä": "Toinen ryhmä"}, [("Ryhmä", "Ylikylän ryhmä", "Toinen ryhmä")]),
    ],
)  # fmt: skip
def test_what_differs_is_changed_told_and_taken_back(
    imported: Imported, settings: Any, sheet: str, row: Any, changes: Any, expected: Any
) -> None:
    settings.LANGUAGE_CODE = "en"
    imported(register())
    before = rows_of_tenants()
    from django.utils import translation

    with translation.override("en"):
        seen, record = imported(register(**{sheet: [{**row, **changes}]}))
    assert told(seen) == expected
    assert sum(counts[Outcome.CHANGED] for counts in seen.plan.outcomes.values()) == 1
    assert rows_of_tenants() != before
    again, nothing = imported(register(**{sheet: [{**row, **changes}]}))
    assert (told(again), nothing) == ([], None)
    undo(UndoRecord.from_json(record.as_json()))
    assert rows_of_tenants() == before


def test_empty_cells_leave_what_is_known(imported: Imported) -> None:
    imported(register())
    before = rows_of_tenants()
    bare = {**CLIENT, **dict.fromkeys(("Henkilötunnus", "Kotikylä", "Työttömyys alkoi", "Etuus",
                                       "Maksetut päivät", "Tutkinto", "Alentunut työkyky"))}  # fmt: skip
    open_end = {**PLACEMENT, "Päättyi": None, "Ryhmä": None}
    seen, record = imported(register(clients=[bare], placements=[open_end], hours=[{**HOURS, "Kohde": None}]))
    assert (told(seen), codes(seen), record) == ([], [], None)
    assert rows_of_tenants() == before


def test_a_new_unemployment_closes_the_one_before(imported: Imported) -> None:
    imported(register())
    later = {
        **CLIENT,
        "Työttömyys alkoi": date(2017, 3, 1),
        "Maksetut päivät": 10,
        "Aloitti": date(2017, 5, 2),
    }
    ended = {**CLIENT, "Päättyi": date(2016, 5, 1), "Päättymissyy": "koulutukseen"}
    imported(register(clients=[ended]))
    imported(register(clients=[later]))
    spells = UnemploymentSpell.objects.order_by("pk")
    assert [(s.period, s.days_paid) for s in spells] == [
        (Period(date(2014, 3, 1), date(2017, 2, 28)), 559),
        (Period(date(2017, 3, 1)), 10),
    ]
    assert ClientRelationship.objects.count() == 2


def test_a_decided_subsidy_is_not_changed(imported: Imported) -> None:
    imported(register())
    other = {**PLACEMENT, "Palkkatuki %": 50, "Palkkatukipäätös": date(2015, 8, 21)}
    seen, record = imported(register(placements=[other]))
    assert codes(seen) == [("Palkkatuki %", "decided"), ("Palkkatukipäätös", "decided")]
    assert record is None
    assert seen.plan.outcomes["Tunnit"] == {Outcome.UNCHANGED: 1}
    assert str(Placement.objects.get().subsidy_percent) == "40.00"


def test_a_decision_that_comes_later_is_taken(imported: Imported) -> None:
    imported(register(placements=[UNDECIDED]))
    assert Placement.objects.get().kind == PlacementKind.EMPLOYMENT
    imported(register())
    placement = Placement.objects.get()
    assert placement.kind == PlacementKind.SUBSIDISED
    assert placement.subsidy_percent == Decimal(40)


def test_terms_of_locked_hours_are_not_changed(imported: Imported) -> None:
    imported(register())
    other = {**PLACEMENT, "Tuntipalkka": 9.7, "Viikkotunnit": 32}
    seen, record = imported(register(placements=[other]))
    assert codes(seen) == [("Viikkotunnit", "terms_locked"), ("Tuntipalkka", "terms_locked")]
    assert record is None
    imported(register(placements=[{**PLACEMENT, "Työnantaja": "Paja Oy", "Työnantajan tyyppi": "yritys"}]))
    raised = {**PLACEMENT, "Työnantaja": "Paja Oy", "Työnantajan tyyppi": "yritys", "Tuntipalkka": 9.7}
    imported(register(placements=[raised]))
    assert str(Terms.objects.get(placement__association=None).hourly_wage) == "9.70"


def test_a_placement_is_not_cut_short_of_its_hours(imported: Imported) -> None:
    imported(register(hours=[{**HOURS, "Pvm": date(2015, 12, 1)}]))
    seen, _record = imported(register(placements=[{**PLACEMENT, "Päättyi": date(2015, 11, 30)}], hours=[]))
    assert codes(seen) == [("Päättyi", "hours_left_out")]


@pytest.mark.parametrize("changes", [{"Tunnit": 7}, {"Kohde": "lumityöt"}, {"Laji": "loma"}])
def test_hours_of_a_locked_month_are_not_changed(imported: Imported, changes: Any) -> None:
    imported(register())
    seen, record = imported(register(hours=[{**HOURS, **changes}]))
    assert (codes(seen), record) == ([("Tunnit", "month_locked")], None)


def test_a_locked_month_takes_no_more_hours(imported: Imported) -> None:
    imported(register())
    seen, _record = imported(register(hours=[HOURS, {**HOURS, "Pvm": date(2015, 9, 2)}]))
    assert [(one.row, one.code) for one in seen.findings.faulty] == [(3, "month_locked")]
    other_month = {**HOURS, "Pvm": date(2015, 10, 1)}
    imported(register(hours=[HOURS, other_month]))
    assert HourEntry.objects.count() == 2


def test_a_reopened_month_is_corrected_and_locked_again(imported: Imported) -> None:
    imported(register())
    Month.objects.update(state="open", locked_at=None, locked_by="", version=2)
    recount(Month.objects.values_list("pk", flat=True))
    before = rows_of_tenants()
    seen, record = imported(register(hours=[{**HOURS, "Tunnit": 7.5}, {**HOURS, "Pvm": date(2015, 9, 2)}]))
    assert told(seen) == [("Tunnit", "6", "7,5")]
    assert Month.objects.get().is_locked
    assert MonthlyTotal.objects.get().hours == Decimal("13.50")
    undo(record)
    assert rows_of_tenants() == before


def test_two_equal_rows_of_a_day_are_two_entries(imported: Imported) -> None:
    twice = register(hours=[HOURS, HOURS])
    imported(twice)
    assert HourEntry.objects.count() == 2
    _seen, record = imported(twice)
    assert record is None
    assert HourEntry.objects.count() == 2


def test_hours_on_pages_count_into_the_day(imported: Imported, municipality: Municipality) -> None:
    imported(register())
    worker = Worker.objects.get()
    elsewhere = make_placement(worker, make_association(municipality), first=date(2015, 9, 1), last=None)
    make_hours(elsewhere, date(2015, 10, 1), "20.00")
    seen, _record = imported(register(hours=[{**HOURS, "Pvm": date(2015, 10, 1), "Tunnit": 4.5}]))
    assert codes(seen) == [("Tunnit", "day_full")]


def test_hours_find_a_placement_written_on_pages(imported: Imported, municipality: Municipality) -> None:
    village = make_village(municipality, name="Ylikylä")
    association = make_association(municipality, name="Ylikylän kyläyhdistys ry", village=village)
    worker = make_worker(municipality, client_number="A-1")
    placement = make_placement(worker, association, first=date(2015, 9, 1), last=date(2015, 9, 30))
    sheets = register(associations=[], clients=[], placements=[], works=[], measurements=[])
    imported(sheets)
    assert HourEntry.objects.get().placement == placement
    assert (Village.objects.count(), Association.objects.count()) == (1, 1)


def test_a_first_import_is_taken_back_whole(imported: Imported) -> None:
    before = rows_of_tenants()
    _seen, record = imported(register())
    undo(UndoRecord.from_json(record.as_json()))
    assert rows_of_tenants() == before


def test_a_worker_who_has_got_work_since_stays(imported: Imported, municipality: Municipality) -> None:
    _seen, record = imported(register())
    make_placement(Worker.objects.get(), make_association(municipality), first=date(2017, 1, 1))
    with pytest.raises(BuiltUpon) as error:
        undo(record)
    assert len(error.value.reasons) == 1
    assert Worker.objects.exists()


def test_hours_reopened_since_stay(imported: Imported) -> None:
    _seen, record = imported(register())
    Month.objects.update(state="open", locked_at=None, locked_by="")
    with pytest.raises(BuiltUpon):
        undo(record)
    assert HourEntry.objects.exists()


def test_the_later_of_two_imports_is_undone_first(imported: Imported) -> None:
    before = rows_of_tenants()
    _seen, first = imported(register())
    _seen, second = imported(register(clients=[{**CLIENT, "Nimi": "Virtanen-Koski Veikko"}]))
    with pytest.raises(BuiltUpon):
        undo(first)
    undo(second)
    assert Worker.objects.get().name == "Virtanen Veikko"
    undo(first)
    assert rows_of_tenants() == before


def test_facts_of_a_later_day_stay_the_newest(imported: Imported) -> None:
    imported(register())
    worker = Worker.objects.get()
    later = Background.objects.create(
        municipality=worker.municipality, worker=worker, fact="qualification", value="no",
        from_on=date(2016, 1, 1),
    )  # fmt: skip
    seen, record = imported(register())
    assert (told(seen), record) == ([], None)
    assert Background.objects.filter(fact="qualification").latest("from_on") == later


def test_a_measurement_tells_no_old_value(imported: Imported) -> None:
    imported(register())
    seen, _record = imported(register(measurements=[{**MEASUREMENT, "Arvo": 7}]))
    assert seen.plan.differences == [Difference("Mittaukset", 2, "Arvo", "•", "•")]
    assert Measurement.objects.get().value == 7


def test_ids_are_kept_as_ranges() -> None:
    assert as_ranges([5, 1, 2, 3, 9]) == [[1, 3], [5, 5], [9, 9]]
    assert as_ranges([]) == []


def test_locks_carry_the_day_and_the_name(imported: Imported) -> None:
    imported(register())
    month = Month.objects.get()
    assert (month.locked_by, month.source) == ("Aino Esimerkki", "import")
    assert month.locked_at is not None
    assert month.locked_at < timezone.now()
