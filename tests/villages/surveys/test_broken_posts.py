"""Whatever is sent: a clear answer, all of it kept or nothing, no traceback."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.cast import Cast
from tests.surveys import make_survey
from tests.villages.surveys.filling import link_of, send
from villages.models import Answer, Response, Survey
from villages.surveys import versions
from villages.surveys.asking import Asked, all_asked
from villages.surveys.photos import BadPhoto, read_photo
from villages.surveys.reading import LONGEST_TEXT, read_answers
from villages.surveys.scope import plain_code

ODD = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["<script>alert(1)</script>", "\0", "\ud800", "1e999", "-0", "NaN", "9" * 400, "yard",
         "weekly", "inf", "5", "12,5", "'; DROP TABLE villages_answer; --", "{{7*7}}", "x" * 5000,
         "\u202e", "=1+1"]
    ),
)  # fmt: skip
KINDS = ("unfinished_work", "village_needs", "jobseekers", "producers")


def questions_of(kind: str) -> list[Asked]:
    rows = versions.ready_questions(kind)
    for number, row in enumerate(rows, start=1):
        row.pk = number
    return all_asked(rows, "fi")


QUESTIONS = {kind: questions_of(kind) for kind in KINDS}
NAMES = sorted(
    {one.code for found in QUESTIONS.values() for one in found}
    | {
        "works.0.work",
        "works.0.hours",
        "works.99.work",
        "place.lat",
        "place.lon",
        "services.0.customers",
        "..",
        "",
    }
)


@settings(max_examples=3000, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    sent=st.dictionaries(st.sampled_from(NAMES), st.lists(ODD, max_size=3), max_size=8),
)
def test_whatever_is_sent_is_read_or_refused_beside_a_field(kind: str, sent: dict[str, list[str]]) -> None:
    questions = QUESTIONS[kind]
    reading = read_answers(questions, MultiValueDict(sent), MultiValueDict())
    by_code = {one.code: one for one in questions}
    assert {name.partition(".")[0] for name in reading.errors} <= by_code.keys()
    assert not {name for name in reading.errors if name in reading.values}
    for code, value in reading.values.items():
        question = by_code[code]
        assert set(value.choices) <= set(dict(question.options))
        assert "\0" not in value.text
        assert len(value.text) <= LONGEST_TEXT
        if value.number is not None and question.kind in ("number", "scale"):
            assert question.lowest is None or value.number >= question.lowest
            assert question.highest is None or value.number <= question.highest


@settings(max_examples=1500, deadline=None)
@given(
    content=st.binary(max_size=400), head=st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"])
)
def test_bytes_that_are_no_picture_are_refused_in_words(content: bytes, head: bytes) -> None:
    with pytest.raises(BadPhoto, match="kuvaa"):
        read_photo(BytesIO(head + content), len(head + content))


@settings(max_examples=300, deadline=None)
@given(place=st.integers(0, 600), byte=st.integers(0, 255))
def test_a_broken_picture_is_made_anew_or_refused(place: int, byte: int) -> None:
    target = BytesIO()
    Image.effect_noise((24, 24), 40).save(target, "JPEG")
    content = bytearray(target.getvalue())
    content[place % len(content)] = byte
    try:
        picture = read_photo(BytesIO(bytes(content)), len(content))
    except BadPhoto:
        return
    assert picture.content.startswith(b"\xff\xd8")


def test_oversized_pictures_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadPhoto, match="10 megatavua"):
        read_photo(BytesIO(b"x"), 10_000_001)
    monkeypatch.setattr("villages.surveys.photos.MOST_PIXELS", 100)
    target = BytesIO()
    Image.new("RGB", (20, 20)).save(target, "PNG")
    with pytest.raises(BadPhoto, match="pikseleitä"):
        read_photo(BytesIO(target.getvalue()), 200)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=40))
def test_no_typed_code_breaks_anything(typed: str) -> None:
    assert len(plain_code(typed)) in (0, 12)


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return make_survey(cast.municipality, kind="unfinished_work", asks_contact=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sent=st.dictionaries(st.sampled_from([*NAMES, "_village", "_version", "_shown", "_name", "_key"]), ODD,
                         max_size=6),
    whole=st.booleans(),
)  # fmt: skip
def test_a_page_answers_every_post_and_keeps_all_or_nothing(
    survey: Survey, monkeypatch: Any, sent: dict[str, str], whole: bool
) -> None:
    monkeypatch.setattr("villages.surveys.gate.MOST_IN_WINDOW", 10_000)
    before = (Response.objects.count(), Answer.objects.count())
    fields = ({"works.0.work": "Laituri"} if whole else {}) | {
        name: value.encode("utf-8", "replace").decode() for name, value in sent.items() if name
    }
    answer = send(link_of(survey), fields)
    assert answer.status_code in (200, 422)
    page = answer.content.decode()
    assert "<script>alert" not in page
    kept = Response.objects.count() - before[0]
    assert kept == (answer.status_code == 200)
    assert (Answer.objects.count() > before[1]) == bool(kept)


def test_a_picture_that_cannot_be_opened_keeps_nothing_of_the_form(survey: Survey) -> None:
    broken = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + bytes(90), "image/png")
    answer = send(link_of(survey), {"works.0.work": "Laituri", "photo": broken})
    assert answer.status_code == 422
    assert (Response.objects.count(), Answer.objects.count()) == (0, 0)


def test_fields_are_read_from_a_posted_form() -> None:
    reading = read_answers(QUESTIONS["village_needs"], QueryDict("needs=yard&needs=errands&good_place=5"))
    assert reading.values["needs"].choices == ("yard", "errands")
    assert str(uuid4()) not in reading.values


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_opened() -> None:
    target = BytesIO()
    Image.new("1", (6000, 5000)).save(target, "PNG")
    with pytest.raises(BadPhoto, match="pikse"):
        read_photo(BytesIO(target.getvalue()), len(target.getvalue()))
