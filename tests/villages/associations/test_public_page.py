"""A village's public page: opt-in, previewed, off at once, without a cookie, and nothing else readable."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from laavu.accounts.acting import acting_as
from laavu.walls import tenant_models
from tests.associations import make_contact, make_partner, make_public_page, make_service
from tests.cast import Cast, client_of, text_of
from tests.factories import make_association, make_village, make_work, make_worker
from tests.surveys import make_survey
from tests.works import STATED, make_photo
from villages.models import PublicPage, PublicPhoto, PublicWork, Response, UnfinishedWork, Village, WorkPhoto
from villages.publicity import reading

SLUG = "ylikyla"


@pytest.fixture
def village(cast: Cast) -> Village:
    village = make_village(cast.municipality, name="Ylikylä")
    cast.association.village, cast.association.contact_name = village, "Salainen Nimi"
    cast.association.save()
    return village


def put(cast: Cast, work: UnfinishedWork) -> None:
    PublicWork.objects.create(municipality=cast.municipality, association=cast.association, work=work)


def shown(cast: Cast, *, is_shown: bool = True) -> PublicPage:
    return make_public_page(cast.association, slug=SLUG, is_shown=is_shown, intro_fi="Hoidamme kylää")


def ask(**query: str) -> Any:
    return Client().get(reverse("public_village", args=[SLUG]), query)


def of(cast: Cast, name: str) -> str:
    return reverse(name, args=[cast.association.public_id])


def answers(cast: Cast, village: Village, count: int) -> None:
    titles: dict[str, Any] = {"title_fi": "Mitä kylä tarvitsee?", "title_en": "What is needed?"}
    survey = make_survey(cast.municipality, village, contact_person="Salainen Kysyjä", **titles)
    for number in range(count):
        Response.objects.create(
            municipality=cast.municipality, survey=survey, version=survey.versions.get(), village=village,
            language="fi", way="link", submission_hash=f"{number:064}", submitted_at=timezone.now(),
        )  # fmt: skip


def test_everybody_reads_what_was_asked_chosen_and_done_in_three_languages(
    cast: Cast, village: Village
) -> None:
    put(cast, make_work(village, text="Laituri", chosen_on=date(2026, 2, 1), done_on=date(2026, 3, 7)))
    put(cast, make_work(village, text="Katto", chosen_on=date(2026, 2, 2)))
    make_service(village, name="Salainen Kauppa", by_whom="Salainen Kauppias")
    answers(cast, village, 6)
    shown(cast)
    page = text_of(ask())
    for text in ("Laituri", "Katto", "7.3.2026", "Mitä kylä tarvitsee?", "6 vastausta", "Hoidamme kylää"):
        assert text in page
    assert "Vad som gjordes" in text_of(ask(language="sv"))
    english = ask(language="en")
    assert "What is needed?" in text_of(english)
    assert english.headers["Content-Language"] == "en"
    assert "Salainen" not in page


def test_each_step_of_work_is_told_as_it_is(cast: Cast, village: Village) -> None:
    stated: dict[str, Any] = {"chosen_on": date(2026, 2, 1), **STATED}
    put(cast, make_work(village, text="Valittu", **stated))
    put(cast, make_work(village, text="Suunniteltu", planned_on=date(2026, 2, 3), **stated))
    put(cast, make_work(village, text="Aloitettu", started_on=date(2026, 2, 5), **stated))
    put(cast, make_work(village, text="Kirjattu"))
    shown(cast)
    page = " ".join(text_of(ask(language="en")).split())
    headings = (
        ("What is under way", "Aloitettu", "5 Feb 2026"),
        ("What is planned", "Suunniteltu", "3 Feb 2026"),
        ("What was chosen to be done", "Valittu", "1 Feb 2026"),
        ("What waits", "Kirjattu", "7 Jan 2026"),
    )
    places = [page.index(word) for told in headings for word in told]
    assert places == sorted(places)
    assert "Nothing of what is told here is done yet." in page
    answer = Client().get(reverse("public_village_data", args=[SLUG, "tyot", "csv"]), {"language": "en"})
    head, *rows = csv.reader(io.StringIO(text_of(answer).removeprefix("\ufeff")), delimiter=";")
    assert head == ["Work", "Kind", "Found", "Chosen", "Planned", "Begun", "Done"]
    assert ["7.1.2026", "1.2.2026", "", "5.2.2026", ""] in [row[2:] for row in rows]


def test_the_page_leaves_no_cookie_and_is_kept_nowhere(cast: Cast, village: Village) -> None:
    shown(cast)
    files = [
        reverse("public_village_data", args=[SLUG, what, "csv"]) for what in ("tyot", "kyselyt", "palvelut")
    ]
    for address in (reverse("public_village", args=[SLUG]), *files, reverse("public_village", args=["ei"])):
        answer = Client().get(address)
        assert text_of(answer)
        assert "Set-Cookie" not in answer.headers
        assert not answer.cookies
    assert ask().headers["Cache-Control"] == "no-store"


def test_a_page_that_is_off_is_not_there_for_anybody(cast: Cast, village: Village) -> None:
    page = shown(cast, is_shown=False)
    address = page.get_absolute_url()
    for client in (
        Client(),
        client_of(cast.treasurer),
        client_of(cast.coordinator),
        client_of(cast.stranger),
    ):
        assert client.get(address).status_code == 404
    assert Client().get(reverse("public_village_data", args=[SLUG, "tyot", "csv"])).status_code == 404
    assert Client().post(address).status_code == 405


def test_work_stands_on_the_page_only_once_somebody_has_put_it_there(cast: Cast, village: Village) -> None:
    make_work(village, text="Matin pihan raivaus", chosen_on=date(2026, 2, 1))
    dropped = make_work(village, text="Jätetty", dropped_on=date(2026, 3, 1), drop_reason="x")
    elsewhere = make_work(make_village(cast.municipality), text="Toisen kylän")
    for work in (dropped, elsewhere):
        put(cast, work)
    shown(cast)
    page = text_of(ask())
    for text in ("Matin", "Jätetty", "Toisen kylän"):
        assert text not in page


@pytest.mark.parametrize(("count", "told"), [(0, "0"), (4, ""), (5, "5")])
def test_few_answers_are_not_counted(cast: Cast, village: Village, count: int, told: str) -> None:
    answers(cast, village, count)
    shown(cast)
    answer = Client().get(reverse("public_village_data", args=[SLUG, "kyselyt", "csv"]), {"language": "en"})
    text = text_of(answer)
    assert text.startswith("\ufeff")
    head, row = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert head == ["Survey", "Opened", "Closed", "Answers"]
    assert row == ["What is needed?", "1.1.2026", "", told]
    assert ("a few answers" in text_of(ask(language="en"))) is (count == 4)


def test_a_survey_that_was_not_opened_is_not_told_of(cast: Cast, village: Village) -> None:
    make_survey(cast.municipality, village, title_fi="Luonnos", is_open=False)
    make_survey(cast.municipality, make_village(cast.municipality), title_fi="Toisen kylän kysely")
    shown(cast)
    page = text_of(ask())
    assert "Luonnos" not in page
    assert "Toisen kylän" not in page


def test_without_an_account_no_table_opens_and_no_other_page(cast: Cast, village: Village) -> None:
    make_worker(cast.municipality)
    make_contact(cast.association)
    make_partner(cast.association)
    shown(cast)
    make_public_page(make_association(cast.municipality), slug="piilossa", is_shown=False)

    def seen() -> dict[type[models.Model], int]:
        return {model: count for model in tenant_models() if (count := model._base_manager.count())}

    with acting_as(None):
        assert reading.page(SLUG) is not None
        assert seen() == {}
        assert reading.page("piilossa") is None
        for name in ("page", "works", "photos", "surveys", "services"):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM laavu_public_{name}('piilossa')")  # noqa: S608 - ours
                assert cursor.fetchall() == []


def test_an_association_that_has_left_the_model_has_no_page(cast: Cast, village: Village) -> None:
    shown(cast)
    cast.association.ended_on, cast.association.end_reason = date(2026, 1, 31), "purettu"
    cast.association.save()
    assert ask().status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "treasurer"])
def test_it_is_switched_on_after_a_preview_alone_and_off_at_once(
    cast: Cast, village: Village, who: str
) -> None:
    client = client_of(getattr(cast, who))
    client.post(of(cast, "public_words"), {"intro_fi": "Hoidamme kylää"})
    page = PublicPage.objects.get()
    assert page.slug == "ylikylan-kylayhdistys-ry"
    assert client.post(of(cast, "public_show")).headers["Location"] == of(cast, "public_preview")
    assert Client().get(page.get_absolute_url()).status_code == 404
    preview = client.get(of(cast, "public_preview"))
    assert "Hoidamme kylää" in text_of(preview)
    assert client.post(of(cast, "public_show"), {"seen": preview.context["seen"]}).status_code == 302
    assert Client().get(page.get_absolute_url()).status_code == 200
    assert client.post(of(cast, "public_hide")).status_code == 302
    assert Client().get(page.get_absolute_url()).status_code == 404


def test_what_changed_after_the_preview_is_looked_at_again(cast: Cast, village: Village) -> None:
    client = client_of(cast.treasurer)
    client.post(of(cast, "public_works"), {})
    seen = client.get(of(cast, "public_preview")).context["seen"]
    put(cast, make_work(village, text="Uusi työ"))
    client.post(of(cast, "public_show"), {"seen": seen})
    assert not PublicPage.objects.get().is_shown


def test_the_ticked_work_stands_on_the_page_and_no_other(cast: Cast, village: Village) -> None:
    works = [make_work(village, text=text) for text in ("Laituri", "Katto")]
    foreign = make_work(make_village(cast.municipality), text="Muu")
    client = client_of(cast.treasurer)
    read = client.get(of(cast, "public_works")).context["form"]["read"].value()
    client.post(of(cast, "public_works"), {"works": [works[0].pk], "read": read})
    assert [one.work for one in PublicWork.objects.all()] == [works[0]]
    foreigner = {"works": [foreign.pk], "read": read}
    assert client.post(of(cast, "public_works"), foreigner).status_code == 422
    client.post(of(cast, "public_works"), {"works": [works[1].pk], "read": read})
    assert [one.work for one in PublicWork.objects.all()] == [works[1]]


def test_work_whose_words_changed_while_the_list_was_open_is_read_again(cast: Cast, village: Village) -> None:
    work = make_work(village, text="Portaiden korjaus")
    client = client_of(cast.treasurer)
    read = client.get(of(cast, "public_works")).context["form"]["read"].value()
    UnfinishedWork.objects.filter(pk=work.pk).update(text="Matti Meikäläisen portaat")
    refused = client.post(of(cast, "public_works"), {"works": [work.pk], "read": read})
    assert refused.status_code == 422
    assert "Matti Meikäläisen portaat" in str(refused.context["form"].errors["works"])
    assert not PublicWork.objects.exists()
    again = refused.context["form"]["read"].value()
    client.post(of(cast, "public_works"), {"works": [work.pk], "read": again})
    assert PublicWork.objects.get().work == work


def test_words_that_nobody_of_the_association_has_read_are_not_shown(cast: Cast, village: Village) -> None:
    work = make_work(village, text="Portaiden korjaus", chosen_on=date(2026, 2, 2), done_on=date(2026, 3, 2))
    photo = make_photo(work, caption="Vanhat portaat")
    put(cast, work)
    PublicPhoto.objects.create(municipality=cast.municipality, association=cast.association, photo=photo)
    shown(cast)
    assert "Portaiden korjaus" in text_of(ask())
    work.found_on = date(2026, 1, 31)
    work.save()
    assert "Portaiden korjaus" in text_of(ask())
    photo.caption = "Matti Meikäläinen portailla"
    photo.save()
    assert "Vanhat portaat" not in text_of(ask())
    assert "Meikäläinen" not in text_of(ask())
    client = client_of(cast.coordinator)
    form = client.get(reverse("work_edit", args=[work.public_id])).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}
    sent["text"] = "Matti Meikäläisen portaat"
    assert client.post(reverse("work_edit", args=[work.public_id]), sent).status_code == 302
    assert "portaat" not in text_of(ask())
    assert "Portaiden" not in text_of(ask())
    assert not PublicWork.objects.exists()


def test_only_chosen_pictures_of_shown_work_are_on_the_page(cast: Cast, village: Village) -> None:
    work = make_work(village, text="Katto", chosen_on=date(2026, 2, 2), done_on=date(2026, 3, 2))
    photo = make_photo(work, content=b"KATTO", caption="Vanha katto")
    other = make_photo(work, content=b"PIHA", caption="Matin piha")
    hidden = make_photo(make_work(village, text="Muu"), caption="Muu kuva")
    put(cast, work)
    page = shown(cast, is_shown=False)

    def picture(client: Client, row: WorkPhoto) -> Any:
        return client.get(reverse("public_village_photo", args=[SLUG, row.public_id]))

    treasurer = client_of(cast.treasurer)
    assert "Matin piha" in text_of(treasurer.get(of(cast, "public_photos")))
    assert treasurer.post(of(cast, "public_photos"), {"photos": [photo.pk]}).status_code == 302
    assert treasurer.post(of(cast, "public_photos"), {"photos": [hidden.pk]}).status_code == 422
    assert (picture(treasurer, photo).content, picture(Client(), photo).status_code) == (b"KATTO", 404)
    assert picture(client_of(cast.stranger), photo).status_code == 404
    page.is_shown = True
    page.save()
    answer = picture(Client(), photo)
    assert (answer.content, answer.headers["Cache-Control"]) == (b"KATTO", "no-store")
    assert not answer.cookies
    assert {picture(Client(), row).status_code for row in (other, hidden)} == {404}
    text = text_of(ask())
    assert "Vanha katto" in text
    assert "Matin piha" not in text
    PublicWork.objects.all().delete()
    assert picture(Client(), photo).status_code == 404


def test_merged_work_has_left_the_page(cast: Cast, village: Village) -> None:
    work, into = make_work(village, text="Laituri"), make_work(village, text="Ranta")
    put(cast, work)
    shown(cast)
    assert "Laituri" in text_of(ask())
    work.merged_into, work.merged_at, work.merged_by = into, timezone.now(), "Aino"
    work.save()
    assert "Laituri" not in text_of(ask())


def test_two_associations_of_one_name_have_two_addresses(cast: Cast) -> None:
    make_public_page(make_association(cast.elsewhere), slug="ylikylan-kylayhdistys-ry")
    client_of(cast.treasurer).post(of(cast, "public_words"), {"intro_fi": "x"})
    assert PublicPage.objects.get(association=cast.association).slug == "ylikylan-kylayhdistys-ry-2"


def test_supervisors_and_strangers_have_no_part_in_it(cast: Cast) -> None:
    for name in ("association_public", "public_words", "public_works", "public_preview"):
        assert client_of(cast.supervisor).get(of(cast, name)).status_code == 403
        assert client_of(cast.stranger).get(of(cast, name)).status_code == 404
