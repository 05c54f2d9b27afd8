import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from pyxform.xls2xform import convert

from laavu.shared.sheets import Column, SheetToWrite, write_xlsx
from tests.cast import Cast, assert_coordinators_only, assert_stranger_finds_nothing, client_of, text_of
from tests.surveys import make_survey
from villages.models import Question, Survey
from villages.surveys import versions
from villages.surveys.versions import COPIED
from villages.surveys.xlsform import write_form
from villages.surveys.xlsform_reading import read_form

KINDS = ("unfinished_work", "village_needs", "jobseekers", "producers")
ELSEWHERE = [
    ["type", "name", "label::English", "label::Suomi (fi)", "required", "relevant", "constraint"],
    ["start", "start", "", "", "", "", ""],
    ["select_one travel", "travel", "How do you travel?", "Miten kuljet?", "true()", "", ""],
    ["integer", "Km", "How far?", "Kuinka kauas?", "", "${travel} = 'car'", ". >= 0 and . <= 100"],
    ["note", "thanks", "Thank you", "Kiitos", "", "", ""],
    ["text", "why", "Why?", "Miksi?", "", "${km} > 5 or ${travel} = 'car'", ""],
    ["date", "day", "When?", "Milloin?", "", "", ""],
    ["select_multiple travel", "also", "What else?", "Entä muuten?", "", "", ""],
]
CHOICES = [
    ["list_name", "name", "label::English", "label::Suomi (fi)"],
    ["travel", "car", "by car", "autolla"],
    ["travel", "bus", "by bus", "bussilla"],
]


def ready_form(kind: str) -> bytes:
    survey = Survey(kind=kind, title_fi="Kysely", languages=["fi", "sv", "en"])
    return write_form(survey, versions.ready_questions(kind), 1).read()


def book(**sheets: list[list[str]]) -> bytes:
    target = io.BytesIO()
    write_xlsx(
        target,
        [SheetToWrite(name, [Column(head) for head in rows[0]], rows[1:]) for name, rows in sheets.items()],
    )
    return target.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_other_tools_take_the_form(kind: str) -> None:
    made = convert(io.BytesIO(ready_form(kind)), file_type=".xlsx")
    assert "<h:html" in made.xform
    assert "suomi (fi)" in made.xform


@pytest.mark.parametrize("kind", KINDS)
def test_the_form_comes_back_the_same(kind: str) -> None:
    found = read_form("kysely.xlsx", ready_form(kind))
    assert found.left_out == []
    before = versions.ready_questions(kind)
    assert [[getattr(one, name) for name in COPIED] for one in found.questions] == [
        [getattr(one, name) for name in COPIED] for one in before
    ]


def test_a_form_made_elsewhere_comes_in_and_the_rest_is_named_by_row() -> None:
    found = read_form("form.xlsx", book(survey=ELSEWHERE, choices=CHOICES))
    assert [one.code for one in found.questions] == ["travel", "km", "also"]
    travel, km, also = found.questions
    assert travel.is_required
    assert (travel.text_fi, travel.text_en) == ("Miten kuljet?", "How do you travel?")
    assert [one["fi"] for one in also.options] == ["autolla", "bussilla"]
    assert (km.lowest, km.highest, km.condition_code, km.condition_value) == (0, 100, "travel", "car")
    left_out = [(row, what) for row, what, _why in found.left_out]
    assert left_out == [(2, "start start"), (5, "note thanks"), (6, "text why"), (7, "date day")]


GROUPED = [
    ["type", "name", "label", "label::French (fr)", "relevant", "constraint", "default", "media::image",
     "required"],
    ["begin group", "about", "About you", "", "", "", "", "", ""],
    ["select_one yn", "lives", "Do you live here?", "", "", "", "", "house.png", "${x} = 1"],
    ["end group", "", "", "", "", "", "", "", ""],
    ["begin_group", "more", "", "", "${lives} = 'yes'", "", "", "", ""],
    ["text", "since", "Since when?", "", "", "regex(., '[0-9]{4}')", "2020", "", ""],
    ["text", "why", "Why?", "", "${since} = '2020'", "", "", "", ""],
    ["end_group", "", "", "", "", "", "", "", ""],
    ["integer", "age", "Age", "", "${lives} = yes and ${since} = 2", "", "", "", ""],
    ["integer", "km", "How far?", "", "${lives} = 'maybe'", "", "", "", ""],
    ["integer", "trips", "Trips", "", "${lives} >= 1", "", "", "", ""],
    ["begin_repeat", "jobs", "Jobs", "", "", "", "", "", ""],
    ["text", "job", "Job", "", "", "", "", "", "yes"],
    ["begin_repeat", "parts", "Parts", "", "", "", "", "", ""],
    ["text", "part", "Part", "", "", "", "", "", ""],
    ["end_repeat", "", "", "", "", "", "", "", ""],
    ["end_repeat", "", "", "", "", "", "", "", ""],
    ["deviceid", "device", "", "", "", "", "", "", ""],
    ["text", "last", "", "Le dernier", "", "", "", "", ""],
]  # fmt: skip
YES_NO = [["list_name", "name", "label"], ["yn", "yes", "Yes"], ["yn", "no", "No"]]
SETTINGS = [["form_title", "default_language"], ["Elsewhere", "English (en)"]]


def test_groups_are_taken_apart_and_every_part_that_is_lost_is_named_by_its_row() -> None:
    with translation.override("en"):
        found = read_form("form.xlsx", book(survey=GROUPED, choices=YES_NO, settings=SETTINGS))
    lives, since = found.questions
    assert (lives.code, lives.text_en, lives.text_fi, lives.is_required) == (
        "lives", "Do you live here?", "", False,
    )  # fmt: skip
    assert [one["en"] for one in lives.options] == ["Yes", "No"]
    assert (since.condition_code, since.condition_kind, since.condition_value) == ("lives", "is", "yes")
    assert [(row, what) for row, what, _why in found.left_out] == [
        (7, "text why"), (9, "integer age"), (10, "integer km"), (11, "integer trips"),
        (12, "begin_repeat jobs"), (18, "deviceid device"), (19, "text last"),
    ]  # fmt: skip
    told = {(row, what): why for row, what, why in found.changed}
    assert (1, "label::French (fr)") in told
    assert (2, "begin_group about") in told
    assert told[13, "text job"] == "Taken without this: required yes"
    lost = [why for row, _what, why in found.changed if row in {3, 6}]
    assert lost == [
        "Taken without this: media::image house.png", "Taken without this: required ${x} = 1",
        "Taken without this: default 2020", "Taken without this: constraint regex(., '[0-9]{4}')",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("integer", {"constraint": ". >= 1 and . <= 99999999999999999999"}),
        ("integer", {"constraint": ". >= 5 and . <= 2"}),
        ("range", {"parameters": "start=99999999999 end=99999999999"}),
        ("range", {"parameters": "start=0.5 end=5"}),
        ("range", {"parameters": "start=5 end=1"}),
    ],
)
def test_limits_that_cannot_be_are_named_by_row_and_break_nothing(
    cast: Cast, survey: Survey, kind: str, more: dict[str, str]
) -> None:
    rows = [["type", "name", "label", *more], [kind, "km", "Kuinka kauas?", *more.values()]]
    address = reverse("survey_xlsform_import", args=[survey.public_id])
    answer = client_of(cast.coordinator).post(address, {"file": upload(book(survey=rows)), "without": "on"})
    assert answer.status_code == 422
    assert f"Row 2, {kind} km:" in text_of(answer)
    assert versions.newest(survey).questions.count() == 7


def test_a_count_that_is_none_is_left_to_our_own_limit() -> None:
    rows = [
        ["type", "name", "label", "repeat_count", "body::highest"],
        ["image", "photo", "Kuva", "", "²"], ["image", "more", "Kuva", "", "9" * 300],
        ["begin_repeat", "jobs", "Työt", "9" * 5000, ""], ["text", "job", "Työ", "", ""],
        ["end_repeat", "", "", "", ""],
    ]  # fmt: skip
    found = read_form("form.xlsx", book(survey=rows))
    assert [one.highest for one in found.questions] == [None, None, None]


def test_what_would_be_lost_is_told_before_anything_is_taken(cast: Cast, survey: Survey) -> None:
    client = client_of(cast.coordinator)
    address = reverse("survey_xlsform_import", args=[survey.public_id])
    rows = [["type", "name", "label", "default"], ["text", "why", "Miksi?", "en tiedä"]]
    answer = client.post(address, {"file": upload(book(survey=rows))})
    assert answer.status_code == 422
    assert "Row 2, text why: Taken without this: default en tiedä" in text_of(answer)
    assert client.post(address, {"file": upload(book(survey=rows)), "without": "on"}).status_code == 302


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return make_survey(cast.municipality, kind="jobseekers")


def upload(content: bytes, name: str = "form.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_questions_are_taken_from_a_file_whole_or_not_at_all(cast: Cast, survey: Survey) -> None:
    client = client_of(cast.coordinator)
    address = reverse("survey_xlsform_import", args=[survey.public_id])
    content = book(survey=ELSEWHERE, choices=CHOICES)
    answer = client.post(address, {"file": upload(content)})
    assert answer.status_code == 422
    assert "Row 7, date day" in text_of(answer)
    assert versions.newest(survey).questions.count() == 7
    assert client.post(address, {"file": upload(content), "without": "on"}).status_code == 302
    taken = Question.objects.filter(version=versions.newest(survey)).order_by("position")
    assert [one.code for one in taken] == ["travel", "km", "also"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"<script>", b"\0" * 100])
def test_a_file_that_is_no_form_is_refused_in_words(cast: Cast, survey: Survey, content: bytes) -> None:
    address = reverse("survey_xlsform_import", args=[survey.public_id])
    answer = client_of(cast.coordinator).post(address, {"file": upload(content)})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["file"]


def test_the_form_is_taken_along(cast: Cast, survey: Survey) -> None:
    address = reverse("survey_xlsform", args=[survey.public_id, "xlsx"])
    answer: Any = client_of(cast.coordinator).get(address)
    found = read_form("a.xlsx", b"".join(answer.streaming_content))
    assert len(found.questions) == 7
    assert_coordinators_only(cast, address)
    assert_stranger_finds_nothing(cast, address)
