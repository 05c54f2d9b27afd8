"""A treasurer's task passes on: both see what is open, each ticks for oneself, access ends on its day."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from laavu.accounts.models import User
from placements.choices import HandoverItem
from placements.models import Handover, HandoverTick
from tests.cash import make_balance
from tests.factories import make_hours, make_placement, make_worker
from tests.pay import make_pay_period
from tests.placements.cast import Cast
from villages.models import AssociationMember

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mid_march")]


def start(people: Cast, role: str = "treasurer", **changed: str) -> int:
    giver = AssociationMember.objects.get(user=people.users["treasurer"])
    asked = {
        "giver": str(giver.pk),
        "email": "uusi@example.org",
        "name": "Uusi Ulla",
        "last_day": "31.12.2050",
    }
    return people.status(role, address(people), "post", asked | changed)


def address(people: Cast) -> str:
    return f"/rahat/luovutus/yhdistys/{people.association.public_id}/"


@pytest.fixture
def begun(people: Cast) -> Handover:
    assert start(people) == 302
    people.users["successor"] = User.objects.get(email="uusi@example.org")
    return Handover.objects.get()


def test_the_successor_begins_at_once_and_the_giver_ends_on_the_day(people: Cast, begun: Handover) -> None:
    assert AssociationMember.objects.get(user=people.users["treasurer"]).ended_on == date(2050, 12, 31)
    assert AssociationMember.objects.get(user=people.users["successor"]).ended_on is None
    for role in ("treasurer", "successor", "coordinator"):
        assert people.status(role, begun.get_absolute_url()) == 200
    assert people.status("neighbour", begun.get_absolute_url()) == 404
    assert people.status("supervisor", begun.get_absolute_url()) == 403


def test_both_see_what_is_open(people: Cast, begun: Handover) -> None:
    placement = make_placement(make_worker(people.municipality, name="Aalto Aino"), people.association)
    make_hours(placement, date(2026, 2, 2))
    make_balance(people.association, date(2026, 3, 1), "90000.00")
    for role in ("treasurer", "successor"):
        page = people.client(role).get(begun.get_absolute_url()).content.decode()
        assert "Aalto Aino, helmikuu 2026" in page
        assert "Alin kohta" in page


def test_what_nobody_has_written_and_wages_that_are_not_paid_are_open_too(
    people: Cast, begun: Handover
) -> None:
    make_placement(
        make_worker(people.municipality, name="Aalto Aino"), people.association, first=date(2026, 2, 1)
    )
    make_pay_period(people.association, date(2026, 2, 1))
    page = people.client("successor").get(begun.get_absolute_url()).content.decode()
    assert "Aalto Aino, helmikuu 2026: mitään ei ole kirjattu" in page
    assert "1 palkka maksamatta" in page
    assert "tammikuu 2026" not in page


def test_both_are_led_to_it_from_their_first_page_until_all_is_gone_through(
    people: Cast, begun: Handover
) -> None:
    for role in ("treasurer", "successor"):
        assert people.client(role).get("/").context["handovers"] == [begun]
        for item in HandoverItem.values:
            people.status(role, f"{begun.get_absolute_url()}kayty/{item}/", "post")
    assert people.client("deputy").get("/").context["handovers"] == []
    for role in ("treasurer", "successor"):
        assert people.client(role).get("/").context["handovers"] == []


def test_each_ticks_for_oneself_and_others_do_not(people: Cast, begun: Handover) -> None:
    there = f"{begun.get_absolute_url()}kayty/cash/"
    assert people.status("treasurer", there, "post") == 302
    assert people.status("coordinator", there, "post") == 403
    assert people.status("deputy", there, "post") == 403
    (ticked,) = HandoverTick.objects.all()
    assert (ticked.side, ticked.ticked_by) == ("giver", str(people.users["treasurer"]))
    people.status("successor", there, "post")
    assert HandoverTick.objects.count() == 2
    people.status("treasurer", there, "post")
    assert HandoverTick.objects.get().side == "successor"
    assert people.status("treasurer", f"{begun.get_absolute_url()}kayty/muu/", "post") == 404


def test_a_treasurer_passes_on_the_own_task_alone(people: Cast) -> None:
    deputy = AssociationMember.objects.get(user=people.users["deputy"])
    assert start(people, giver=str(deputy.pk)) == 422
    assert start(people, "coordinator", giver=str(deputy.pk)) == 302


def test_a_bad_hand_over_is_refused_and_changes_nothing(people: Cast) -> None:
    assert start(people, name="") == 422
    assert start(people, last_day="17.3.2026") == 422
    assert start(people, email=people.users["treasurer"].email) == 422
    assert not Handover.objects.exists()
    assert AssociationMember.objects.get(user=people.users["treasurer"]).ended_on is None


def test_the_pack_is_a_pdf_with_every_part(people: Cast, begun: Handover) -> None:
    answer = people.client("successor").get(f"{begun.get_absolute_url()}paketti.pdf")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    for part in ("Avoimet kuukaudet", "Määräajat", "Kassalinja", "Puskurilainat", "Paperit"):
        assert part in text
