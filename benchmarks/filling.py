"""A municipality with very many hour entries, made in SQL: people, placements, months, entries, totals."""

from datetime import date
from typing import Any

ENTRIES_OF_MONTH = 20
MONTHS_OF_PLACEMENT = 10
ASSOCIATIONS = 40
PARTICIPANTS = 1_000
FIRST = date(2015, 1, 1)

TABLES = (
    "workers_worker", "workers_clientrelationship", "workers_unemploymentspell", "placements_placement",
    "placements_terms", "placements_subsidydecision", "placements_month", "placements_hourentry",
    "placements_monthlytotal", "evaluation_participation",
)  # fmt: skip
STEPS = (
    """INSERT INTO workers_worker (municipality_id, public_id, client_number, name, call_name, birth_date,
           phone, email, language, address_protected)
       SELECT %(municipality)s, gen_random_uuid(), 'B-' || n, 'Virtanen Veikko ' || n, '', DATE '1980-01-01',
              '', '', 'fi', false
       FROM generate_series(1, %(placements)s) n""",
    """INSERT INTO workers_clientrelationship (municipality_id, public_id, worker_id, period, end_reason)
       SELECT municipality_id, gen_random_uuid(), id,
              daterange(DATE '2014-06-01' + (id %% 4000)::int, NULL), ''
       FROM workers_worker""",
    """INSERT INTO workers_unemploymentspell (municipality_id, public_id, worker_id, period, benefit,
           days_paid, days_as_of)
       SELECT municipality_id, gen_random_uuid(), id, daterange('2010-01-01', NULL), 'labour_market_subsidy',
              (id %% 1200)::int, DATE '2014-12-31'
       FROM workers_worker""",
    # Begin over twelve years; each lasts ten months.
    """INSERT INTO placements_placement (municipality_id, public_id, worker_id, employer_kind, association_id,
           employer_name, kind, period, end_reason, subsidy_percent, subsidy_decided_on)
       SELECT w.municipality_id, gen_random_uuid(), w.id, 'association', a.id, '', 'subsidised',
              daterange(s.start, (s.start + interval '10 months')::date), '', 100, s.start - 10
       FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM workers_worker) w
       JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM villages_association) a
         ON a.place = w.n %% %(associations)s
       CROSS JOIN LATERAL (
           SELECT (DATE '2015-01-01' + make_interval(months => (w.n %% 134)::int))::date AS start) s""",
    """INSERT INTO placements_terms (municipality_id, public_id, placement_id, from_on, weekly_hours,
           hourly_wage)
       SELECT municipality_id, gen_random_uuid(), id, lower(period), 25, 11 + (id %% 5)
       FROM placements_placement""",
    """INSERT INTO placements_subsidydecision (municipality_id, public_id, placement_id, version, reason,
           rule, rule_unknown, percent, ceiling_month, working_time_share, period, decided_on,
           diary_number, payer, source, law_version, recorded_at, recorded_by, replaced_by)
       SELECT municipality_id, gen_random_uuid(), id, 1, '', '', 'several', 100, 2020, 0.65, period,
              subsidy_decided_on, '', '', 'register', '', now(), '-', ''
       FROM placements_placement""",
    """INSERT INTO placements_month (municipality_id, public_id, placement_id, first_day, state, source,
           version, edition, is_complete, confirmation, confirmed_by, submitted_by, returned_by, return_note,
           approved_by, locked_by, locked_at)
       SELECT p.municipality_id, gen_random_uuid(), p.id,
              (lower(p.period) + make_interval(months => m))::date, 'locked', 'page', 1, 0, true, '', '', '',
              '', '', '', '-', now()
       FROM placements_placement p, generate_series(0, 9) m""",
    """INSERT INTO placements_hourentry (municipality_id, public_id, month_id, placement_id, day, hours, kind,
           note, is_agreed_extra)
       SELECT m.municipality_id, gen_random_uuid(), m.id, m.placement_id, m.first_day + d, 5,
              CASE WHEN d = 7 THEN 'sick' ELSE 'work' END, '', false
       FROM placements_month m, generate_series(0, 19) d""",
    """INSERT INTO placements_monthlytotal (municipality_id, public_id, association_id, placement_id,
           month_id, first_day, kind, hourly_wage, hours)
       SELECT m.municipality_id, gen_random_uuid(), p.association_id, m.placement_id, m.id, m.first_day,
              h.kind, t.hourly_wage, sum(h.hours)
       FROM placements_month m
       JOIN placements_hourentry h ON h.month_id = m.id
       JOIN placements_placement p ON p.id = m.placement_id
       JOIN placements_terms t ON t.placement_id = p.id
       GROUP BY m.id, p.association_id, h.kind, t.hourly_wage""",
    # A programme of the last years: its people are spread over all that began then.
    """INSERT INTO evaluation_participation (municipality_id, public_id, programme_id, worker_id, period,
           wage_from_project)
       SELECT municipality_id, gen_random_uuid(), %(programme)s, worker_id,
              daterange('2024-01-01', NULL), false
       FROM placements_placement WHERE lower(period) >= '2023-06-01'
       ORDER BY md5(id::text) LIMIT %(participants)s""",
)


def fill(entries: int) -> None:
    """So many entries or a few more; nothing else writes to this database."""
    from django.db import connections

    placements = -(-entries // (ENTRIES_OF_MONTH * MONTHS_OF_PLACEMENT))
    given = _places() | {"placements": placements, "participants": PARTICIPANTS}
    with connections["owner"].cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for step in STEPS:
            cursor.execute(step, given)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _places() -> dict[str, Any]:
    from django.db import transaction

    from laavu.accounts.acting import acting_for
    from laavu.law.period import Period
    from tests import factories as make
    from tests.economy import make_tax_rate

    with transaction.atomic():
        municipality = make.make_municipality(code="998", name="Mittala", is_demo=True)
        with acting_for(municipality):
            for number in range(ASSOCIATIONS):
                make.make_association(municipality, name=f"Yhdistys {number}", accident_percent="1.20")
            programme = make.make_programme(municipality, period=Period(date(2024, 1, 1)))
            for year in (2024, 2025, 2026):
                make_tax_rate(municipality, year)
    return {"municipality": municipality.pk, "programme": programme.pk, "associations": ASSOCIATIONS}
