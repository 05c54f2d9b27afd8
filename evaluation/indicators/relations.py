"""What anybody can know about published numbers: which are parts of which, and which are the same.

A name is an indicator's code for its value, `code.n` for the persons behind a sum, `code.pairs` and the
like for the flow of answers to an instrument.
"""

from dataclasses import dataclass

from workers.choices import Destination
from workers.instruments.known import INSTRUMENTS as ALL_INSTRUMENTS

INSTRUMENTS = tuple(f"{instrument}_change" for instrument in ALL_INSTRUMENTS)
FLOW = ("started", "start_answers", "end_answers", "pairs")
DIRECTIONS = ("better", "same", "worse")
# Why somebody with a start answer has no end answer: each once, so together they are all of those.
LOSSES = ("lost_refused", "lost_to_work", "lost_ended", "lost_still_here")
# Facts that would be told of each participant if all of them shared one.
SENSITIVE = ("eeco12", "eeco13", "eeco14", "eeco15", "eeco16", "co15", "co16", "co18")
# Amounts whose figures say of how many participants they are.
AMOUNTS = ("work_months", "wage_months", "group_activity_hours", "counselling_sessions")


@dataclass(frozen=True, slots=True)
class Relation:
    """The parts share nobody and lie inside the whole; with `rest` there may be some whom no part counts.

    What is not `sure` holds nearly always: enough for who wants to know, not for a check.
    """

    whole: str
    parts: tuple[str, ...]
    rest: bool = True
    sure: bool = True

    @property
    def rest_name(self) -> str:
        return f"{self.whole} - {' - '.join(self.parts)}"


def same(first: str, second: str) -> Relation:
    """Two names of one number."""
    return Relation(first, (second,), rest=False)


_PARTICIPANTS = "eeco01"
_UNDER_18, _UNDER_25, _FROM_18_TO_29 = "eeco06", "co06", "eeco07"
_FROM_18_TO_24 = Relation(_UNDER_25, (_UNDER_18,))
_FOREIGN, _MINORITY, _EITHER = "eeco14", "eeco15", "co15"
_FOREIGN_ONLY, _MINORITY_ONLY = Relation(_EITHER, (_MINORITY,)), Relation(_EITHER, (_FOREIGN,))
_STATE_ONLY = Relation("wage_subsidy.n", ("wage_subsidy_municipality.n",))
_MUNICIPALITY_ONLY = Relation("wage_subsidy.n", ("wage_subsidy_state.n",))
# Whoever has money in a sum has a placement in force; who is left out of a sum is the rest.
_MONEY = (
    *(
        Relation("person_months.n", (f"{code}.n",))
        for code in (
            "wage_subsidy", "municipal_supplement", "project_money", "avoided_municipal_share",
            "municipal_tax_effect",
        )
    ),
    _STATE_ONLY,
    _MUNICIPALITY_ONLY,
    Relation("wage_subsidy_state.n", (_STATE_ONLY.rest_name,)),
    Relation("wage_subsidy_municipality.n", (_MUNICIPALITY_ONLY.rest_name,)),
    same("avoided_municipal_share.n", "avoided_state_share.n"),
    *(
        same("person_months.n", f"{code}.n")
        for code in ("net_municipal", "net_public", "cost_per_placement", "cost_per_person_month")
    ),
)  # fmt: skip

# Who divides the cost of a lasting exit: in work without subsidy, or in studies, when asked after six months.
_LASTING = "cost_per_sustained_exit.n"
_WITHOUT_SUBSIDY = Relation(_LASTING, ("follow_ups_in_study",))
# Numbers that follow from a shown value and sums beside it: hidden only together with the value.
TOLD_BY_VALUE = frozenset({"cost_per_sustained_exit"})

RELATIONS: tuple[Relation, ...] = (
    Relation("participants", ("new_participants",)),
    Relation("participants", ("employed",)),
    Relation("employed", ("employed_by_associations",)),
    # Who begins work in an association is a client of the city, but for a few.
    Relation("placements_in_associations.n", ("employed_by_associations",), sure=False),
    Relation("placements_in_associations", ("placements_in_associations.n",)),
    Relation("person_months.n", ("placements_in_associations.n",)),
    Relation("employing_associations", ("group_employers",)),
    Relation("paid_hours.n", ("worked_hours.n",)),
    # Some are there without a wage: they have paid hours and no money.
    Relation("paid_hours.n", ("gross_wages.n",)),
    same("gross_wages.n", "side_costs.n"),
    same("volunteers", "volunteer_hours.n"),
    same("volunteer_hours.n", "volunteer_value.n"),
    *_MONEY,
    *(
        relation
        for code in INSTRUMENTS
        for relation in (
            same("participants", f"{code}.started"),
            Relation(f"{code}.pairs", tuple(f"{code}.{name}" for name in DIRECTIONS), rest=False),
            Relation(f"{code}.end_answers", (f"{code}.pairs",)),
            Relation(f"{code}.start_answers", (f"{code}.without_end",)),
            Relation(f"{code}.without_end", tuple(f"{code}.{name}" for name in LOSSES), rest=False),
            Relation(f"{code}.pairs", (f"{code}.reliably_changed",)),
        )
    ),
    Relation(_PARTICIPANTS, ("eeco02", "eeco05")),
    Relation("eeco02", ("eeco03",)),
    Relation(_PARTICIPANTS, (_UNDER_18, _FROM_18_TO_29, "eeco08")),
    Relation(_PARTICIPANTS, (_UNDER_25, "co07")),
    _FROM_18_TO_24,
    Relation(_FROM_18_TO_29, (_FROM_18_TO_24.rest_name,)),
    Relation(_PARTICIPANTS, ("eeco09", "eeco10", "eeco11")),
    _FOREIGN_ONLY,
    _MINORITY_ONLY,
    Relation(_FOREIGN, (_FOREIGN_ONLY.rest_name,)),
    Relation(_MINORITY, (_MINORITY_ONLY.rest_name,)),
    *(Relation(_PARTICIPANTS, (code,)) for code in SENSITIVE[:5]),
    Relation(_PARTICIPANTS, (_EITHER,)),
    Relation(_PARTICIPANTS, ("eecr02", "eecr04")),
    *(Relation(_PARTICIPANTS, (code,)) for code in ("eecr01", "eecr03", "eecr05", "eecr06")),
    Relation("eecr05", ("cr08",)),
    Relation("eeco08", ("cr08",)),
    # Who leaves the programme nearly always leaves the city's services with it.
    Relation("exits_study", ("eecr02",), sure=False),
    Relation("exits", ("eecr01",), sure=False),
    Relation("exits", ("eecr03",), sure=False),
    Relation("reached", ("participants",)),
    Relation("participants", ("exits",)),
    Relation("exits", tuple(f"exits_{value}" for value in Destination.values), rest=False),
    Relation("follow_ups_due", ("follow_ups_reached",)),
    Relation("follow_ups_reached", ("follow_ups_in_work", "follow_ups_in_study")),
    Relation("follow_ups_reached", ("follow_ups_improved",)),
    Relation("follow_ups_reached", (_LASTING,)),
    _WITHOUT_SUBSIDY,
    Relation("follow_ups_in_work", (_WITHOUT_SUBSIDY.rest_name,)),
    *(Relation("participants", (f"{code}.n",)) for code in AMOUNTS),
    *(Relation("participants", (code,)) for code in ("competences", "asked")),
    Relation("asked", ("refusals",)),
    # Work in associations is a part of all work, and so is what is paid for it.
    Relation("work_months.n", ("person_months.n",), sure=False),
    Relation("paid_hours.n", ("wage_months.n",), sure=False),
    Relation("counselling_sessions", ("counselling_sessions.n",)),
    Relation("wage_months", ("wage_months.n",)),
    # Everybody in the programme is a participant of the period, but for those whose wage the project pays.
    Relation("participants", (_PARTICIPANTS,), sure=False),
    *(
        same(*pair)
        for pair in (
            ("eeco02", "co01"), ("eeco03", "co02"), ("eeco05", "co05"), ("eeco08", "co07"),
            ("eeco09", "co09"), ("eeco10", "co10"), ("eeco11", "co11"), ("eeco12", "co16"),
            ("eeco16", "co18"), ("eecr02", "cr02"), ("eecr04", "cr04"), ("eecr03", "cr03"),
            ("eecr05", "cr06"), ("eecr06", "cr07"),
        )
    ),
)  # fmt: skip
