"""People at work in the association of the demo's treasurer, nothing of whose hours is written yet.

    python -m tests.browser.at_work

The demo's own people have their hours, and how many of them work on a day is chance.
"""

from __future__ import annotations

from datetime import date, timedelta

from tests.browser.twelve import add, last_month

EMAIL = "rahastonhoitaja@laavu.example"
PEOPLE = ("Rauhala Raimo", "Salo Saara", "Tolvanen Tuija", "Vuori Veikko")


def make(today: date) -> None:
    from laavu.accounts.models import Municipality
    from tests import factories as given
    from villages.models import AssociationMember

    association = AssociationMember.objects.get(user__email=EMAIL).association
    first, last = last_month(today), today + timedelta(days=60)
    for name in PEOPLE:
        worker = given.make_worker(Municipality.objects.get(code="999"), name=name)
        given.make_relationship(worker, first)
        given.make_placement(worker, association, first=first, last=last)


if __name__ == "__main__":
    add(make)
