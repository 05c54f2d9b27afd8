import re
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from tests.cast import Cast, client_of
from tests.factories import make_village
from tests.surveys import make_survey
from tests.villages.surveys.filling import WELL_FILLED, hidden, link_of, send
from villages.models import Answer, AnswererContact, AnswerPhoto, Response, Survey, Village
from villages.surveys import versions
from villages.surveys.photos import opened


@pytest.fixture
def village(cast: Cast) -> Village:
    return make_village(cast.municipality, name="Äijälä")


@pytest.fixture
def survey(cast: Cast, village: Village) -> Survey:
    return make_survey(cast.municipality, village, asks_contact=True)


def code_in(answer: Any) -> str:
    found = re.search(r'answer__code">([A-Z2-9-]+)<', answer.content.decode())
    assert found
    return found[1]


def test_the_page_needs_no_account_and_leaves_no_cookie(survey: Survey, village: Village) -> None:
    client = Client()
    answer = client.get(link_of(survey, village))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Mitä kylässäsi tarvitaan lisää?" in page
    assert "Äijälä" in page
    assert dict(client.cookies) == {}
    assert send(link_of(survey, village), WELL_FILLED).cookies == {}


def test_the_page_speaks_the_asked_language(survey: Survey) -> None:
    answer = Client().get(link_of(survey) + "?language=sv")
    page = answer.content.decode()
    assert 'lang="sv"' in page
    assert "Vad behövs det mer av i din by?" in page
    assert answer.headers["Content-Language"] == "sv"


def test_an_answer_arrives_with_its_values(survey: Survey, village: Village) -> None:
    answer = send(link_of(survey, village), WELL_FILLED)
    assert answer.status_code == 200
    response = Response.objects.get()
    assert (response.village, response.language, response.way) == (village, "fi", "link")
    found = {one.question.code: one for one in Answer.objects.select_related("question")}
    assert set(found) == {"needs", "own_need", "would_pay", "good_place", "most"}
    assert found["needs"].choices == ["yard", "errands"]
    assert str(found["would_pay"].number) == "12.5000"
    assert found["most"].text == "Kahvila"


def test_the_same_form_sent_again_is_answered_with_the_first_result(survey: Survey) -> None:
    key = str(uuid4())
    first = send(link_of(survey), WELL_FILLED, key=key)
    again = send(link_of(survey), {**WELL_FILLED, "most": "Muuta"}, key=key)
    assert code_in(first) == code_in(again)
    assert Response.objects.count() == 1
    versions.close_survey(survey, at=timezone.now(), by="Aino")
    assert code_in(Client().post(link_of(survey), {"_key": key})) == code_in(first)


def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(survey: Survey) -> None:
    answer = send(link_of(survey), {"own_need": "weekly", "would_pay": "paljon", "most": "<b>Kahvila</b>"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="e-needs"' in page
    assert 'id="e-would_pay"' in page
    assert 'value="paljon"' in page
    assert "&lt;b&gt;Kahvila&lt;/b&gt;" in page
    assert "<b>Kahvila" not in page
    assert Response.objects.count() == 0


def test_what_a_condition_leaves_out_is_not_kept(survey: Survey) -> None:
    assert (
        send(link_of(survey), {"needs": "yard", "own_need": "no", "would_pay": "999999"}).status_code == 200
    )
    codes = set(Answer.objects.values_list("question__code", flat=True))
    assert codes == {"needs", "own_need"}


def test_a_range_is_checked_on_the_server(survey: Survey) -> None:
    answer = send(link_of(survey), {**WELL_FILLED, "would_pay": "101"})
    assert answer.status_code == 422
    assert "0" in answer.content.decode()
    assert Response.objects.count() == 0


def test_contact_details_stand_apart_and_do_not_lead_to_the_answer(survey: Survey, village: Village) -> None:
    details = {"_name": "Aino Äijälä", "_phone": "040 555 0101", "_email": ""}
    assert send(link_of(survey, village), WELL_FILLED | details).status_code == 200
    contact, response = AnswererContact.objects.get(), Response.objects.get()
    assert contact.name == "Aino Äijälä"
    shared = {str(v) for k, v in vars(contact).items() if "hash" in k or k in ("id", "public_id")}
    assert not shared & {str(value) for value in vars(response).values()}
    assert contact.public_id.version == 4


def test_contact_details_want_a_name_and_a_way_to_reach(survey: Survey) -> None:
    answer = send(link_of(survey), {**WELL_FILLED, "_email": "ei osoite"})
    assert answer.status_code == 422
    assert {row[0] for row in answer.context["contact"] if row[4]} == {"_name", "_email"}
    assert AnswererContact.objects.count() == Response.objects.count() == 0


def test_the_code_deletes_everything(survey: Survey) -> None:
    answer = send(link_of(survey), {**WELL_FILLED, "_name": "Aino", "_phone": "040 1"})
    send(link_of(survey), WELL_FILLED)
    code = code_in(answer)
    page = reverse("survey_delete")
    assert Client().get(page).status_code == 200
    assert Client().post(page, {"code": "ABCD-EFGH-JKLM"}).status_code == 422
    assert Client().post(page, {"code": ""}).status_code == 422
    assert Client().post(page, {"code": code.lower().replace("-", " ")}).status_code == 200
    assert (Response.objects.count(), AnswererContact.objects.count()) == (1, 0)
    assert Answer.objects.count() == 5
    assert Client().post(page, {"code": code}).status_code == 422


def test_the_code_is_kept_nowhere(survey: Survey) -> None:
    code = code_in(send(link_of(survey), WELL_FILLED))
    response = Response.objects.get()
    assert code not in response.deletion_hash
    assert len(response.deletion_hash) == 64


@pytest.mark.parametrize("token", ["x" * 22, "..", "%00", "' OR 1=1 --", "ä" * 22])
def test_a_wrong_token_opens_nothing(survey: Survey, token: str) -> None:
    address = reverse("survey_answer", args=[token])
    assert Client().get(address).status_code == 404
    assert Client().post(address, {"_key": str(uuid4())}).status_code == 404


def test_a_draft_and_a_closed_survey_are_not_open(cast: Cast) -> None:
    draft = make_survey(cast.municipality, is_open=False)
    later = make_survey(cast.municipality, opens_on=timezone.localdate() + timedelta(days=2))
    over = make_survey(cast.municipality, opens_on=date(2020, 1, 1), closes_on=date(2020, 2, 1))
    closed = make_survey(cast.municipality)
    versions.close_survey(closed, at=timezone.now(), by="Aino")
    for one in (draft, later, over, closed):
        answer = Client().get(link_of(one))
        assert answer.status_code == 404
        assert "Kysely ei ole auki" in answer.content.decode()


def test_a_closed_link_opens_nothing(survey: Survey, village: Village) -> None:
    address = link_of(survey, village)
    versions.invite(survey, [])
    assert Client().get(address).status_code == 404


def test_too_quick_or_trapped_sendings_are_given_back(survey: Survey) -> None:
    quick = send(link_of(survey), WELL_FILLED, seconds=1)
    trapped = send(link_of(survey), {**WELL_FILLED, "_website": "https://spam.example"})
    forged = send(link_of(survey), {**WELL_FILLED, "_shown": "nonsense"})
    for answer in (quick, trapped, forged):
        assert answer.status_code == 422
        assert "Kahvila" in answer.content.decode()
    assert Response.objects.count() == 0


def test_a_link_takes_so_many_at_a_time(survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("villages.surveys.gate.MOST_IN_WINDOW", 2)
    found = [send(link_of(survey), WELL_FILLED).status_code for _number in range(3)]
    assert found == [200, 200, 429]


def test_changed_questions_are_shown_again_before_they_are_taken(survey: Survey) -> None:
    client = Client()
    carried = hidden(client.get(link_of(survey)).content.decode())
    question = versions.newest(survey).questions.get(code="most")
    question.text_fi = "Aivan muuta?"
    question.save()
    answer = client.post(link_of(survey), carried | WELL_FILLED)
    assert answer.status_code == 422
    assert "Aivan muuta?" in answer.content.decode()


def test_answers_to_an_older_version_keep_its_questions(survey: Survey) -> None:
    address = link_of(survey)
    send(address, WELL_FILLED)
    carried = hidden(Client().get(address).content.decode())
    versions.remove(versions.newest(survey).questions.get(code="most"))
    versions.publish(survey)
    assert "Mitä kaipaat eniten?" not in Client().get(address).content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        assert Client().post(address, carried | WELL_FILLED).status_code == 200
    assert Response.objects.filter(version__number=1).count() == 2


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "green").save(target, kind, **options)
    return target.getvalue()


def test_a_photo_is_made_anew_without_its_place_and_kept_encrypted(cast: Cast) -> None:
    survey = make_survey(cast.municipality, kind="unfinished_work")
    exif = Image.Exif()
    exif[0x010F] = "Kamera Oy"
    gps = exif.get_ifd(0x8825)
    gps[2] = (61.0, 30.0, 0.0)
    content = picture(exif=exif, size=(3000, 2000))
    assert b"Kamera Oy" in content
    sent = SimpleUploadedFile("kuva.jpg", content, "image/jpeg")
    fields = {"works.0.work": "Laituri", "works.0.hours": "12,5", "photo": sent}
    assert send(link_of(survey), fields).status_code == 200
    photo = AnswerPhoto.objects.get()
    assert b"JFIF" not in bytes(photo.content)
    clear = opened(photo)
    assert b"Kamera" not in clear
    with Image.open(BytesIO(clear)) as image:
        assert image.size == (1600, 1067)
        assert dict(image.getexif()) == {}
    assert Answer.objects.get(question__code="works").parts == [{"work": "Laituri", "hours": 12.5}]


@pytest.mark.parametrize(
    "content",
    [b"", b"<script>alert(1)</script>", picture()[:200], b"GIF89a" + bytes(50), b"\xff\xd8\xff" + bytes(500)],
)
def test_what_is_no_picture_is_refused_in_words(cast: Cast, content: bytes) -> None:
    survey = make_survey(cast.municipality, kind="unfinished_work")
    sent = SimpleUploadedFile("kuva.jpg", content, "image/jpeg")
    answer = send(link_of(survey), {"works.0.work": "Laituri", "photo": sent})
    if content:
        assert answer.status_code == 422
        assert 'id="e-photo"' in answer.content.decode()
        assert Response.objects.count() == 0


def test_a_signed_in_coordinator_answers_as_anybody(cast: Cast, survey: Survey) -> None:
    client = client_of(cast.coordinator)
    assert client.get(link_of(survey)).status_code == 200
    assert client.get(reverse("survey_list")).status_code == 200
