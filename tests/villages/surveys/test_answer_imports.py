"""Answers from another survey tool: columns found by headings, faults by cell, all of the file or none."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from laavu.accounts.choices import ImportState
from laavu.shared.sheets import Column, SheetToWrite, write_xlsx
from tests.accounts.test_jobs import work_off
from tests.cast import Cast, assert_coordinators_only, assert_stranger_finds_nothing, client_of, text_of
from tests.factories import make_village, make_work
from tests.surveys import make_survey
from villages.models import Answer, AnswerImport, Response, Survey, Village, WorkSource
from villages.surveys import files
from villages.surveys.bringing import runs

pytestmark = pytest.mark.django_db

HEADINGS = (
    "Vastausaika;Kylä;1. Mitä kylässäsi tarvitaan lisää?;Mitä kaipaat eniten? *;own_need;would_pay;"
    "Kyläni on hyvä paikka asua;Selain"
)
GOOD = f"""{HEADINGS}
3.3.2026 10:15;Äijälä;"pihatyöt ja lumityöt; asiointi ja kyydit";;viikoittain;12,5;4;Firefox
4.3.2026;äijälä;yard;Kahvila;ei;;5;Chrome
5.3.2026;;Errands and rides;"Kauppa; ja sauna";joskus;;2;Chrome
"""


@pytest.fixture(autouse=True)
def _one_connection(settings: Any) -> None:
    settings.PROGRESS_DATABASE = "default"  # the progress that workers tell is seen in the test's transaction


@pytest.fixture
def survey(cast: Cast) -> Survey:
    return make_survey(cast.municipality, make_village(cast.municipality, name="Äijälä"))


def upload(cast: Cast, survey: Survey, text: str | bytes, name: str = "vastaukset.csv") -> Any:
    content = text if isinstance(text, bytes) else text.encode()
    address = reverse("answer_imports", args=[survey.public_id])
    return client_of(cast.coordinator).post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)


def bring(cast: Cast) -> Any:
    row = AnswerImport.objects.order_by("-id")[0]
    return client_of(cast.coordinator).post(reverse("answer_import_bring", args=[row.public_id]), follow=True)


def answers(code: str) -> list[Any]:
    rows = Answer.objects.filter(question__code=code).order_by("response_id")
    return [row.choices or row.text or row.number for row in rows]


def test_a_file_comes_in_with_its_columns_found_by_their_headings(cast: Cast, survey: Survey) -> None:
    page = text_of(upload(cast, survey, GOOD))
    assert "Bring in 3 answers" in page
    assert Response.objects.count() == 0
    assert "3 answers were brought in." in text_of(bring(cast))
    assert answers("needs") == [["yard", "errands"], ["yard"], ["errands"]]
    assert answers("own_need") == [["weekly"], ["no"], ["sometimes"]]
    assert answers("most") == ["Kahvila", "Kauppa; ja sauna"]
    assert answers("good_place") == [4, 5, 2]
    first = Response.objects.order_by("id")[0]
    assert (first.way, str(first.village), first.language) == ("imported", "Äijälä", "fi")
    assert timezone.localtime(first.submitted_at).date() == date(2026, 3, 3)
    assert first.batch == str(AnswerImport.objects.get().public_id)


def test_the_same_file_again_adds_nothing_and_a_longer_one_only_what_is_new(
    cast: Cast, survey: Survey
) -> None:
    upload(cast, survey, GOOD)
    bring(cast)
    bring(cast)
    assert "here already" in text_of(upload(cast, survey, GOOD)).lower()
    bring(cast)
    assert Response.objects.count() == 3
    upload(cast, survey, GOOD + "6.3.2026;Äijälä;yard;;no;;1;Chrome\n")
    assert AnswerImport.objects.latest("id").report["new"] == 1
    bring(cast)
    assert Response.objects.count() == 4


def test_two_who_answered_alike_are_two(cast: Cast, survey: Survey) -> None:
    upload(cast, survey, f"{HEADINGS}\n;;yard;;no;;3;\n;;yard;;no;;3;\n")
    bring(cast)
    assert Response.objects.count() == 2


def test_the_tools_own_number_names_an_answer(cast: Cast, survey: Survey) -> None:
    upload(cast, survey, "_uuid;needs\na1;yard\na2;errands\n")
    bring(cast)
    upload(cast, survey, "_uuid;needs;good_place\na1;repairs;5\na3;yard;1\n")
    bring(cast)
    assert answers("needs") == [["yard"], ["errands"], ["yard"]], "what is in stays as it is"


def test_faults_are_told_by_row_column_value_and_reason_and_nothing_comes_in(
    cast: Cast, survey: Survey
) -> None:
    wrong = f"{HEADINGS}\n3.3.2026;Äijälä;yard;;weekly;12;4;\n41.3.2026;Kaukala;moon;;ehkä;101;9;\n"
    page = text_of(upload(cast, survey, wrong))
    report = AnswerImport.objects.get().report
    assert [(one["row"], one["column"][:2], one["value"]) for one in report["faulty"]] == [
        (3, "A:", "41.3.2026"), (3, "B:", "Kaukala"), (3, "C:", "moon"), (3, "E:", "ehkä"), (3, "G:", "9"),
    ]  # fmt: skip
    assert "No such choice. The choices are: viikoittain; joskus; ei." in page
    assert "so nothing comes in" in page
    bring(cast)
    assert (Response.objects.count(), AnswerImport.objects.get().state) == (0, ImportState.PREVIEWED)


def test_what_is_not_asked_after_an_earlier_answer_is_named_and_left_out(cast: Cast, survey: Survey) -> None:
    page = text_of(upload(cast, survey, "needs;own_need;would_pay\nyard;no;15\n"))
    assert "left out" in page
    bring(cast)
    assert answers("would_pay") == []


def test_the_coordinator_chooses_columns_and_the_next_file_remembers_them(cast: Cast, survey: Survey) -> None:
    page = text_of(upload(cast, survey, "Q17;Toiveet\nx;Kahvila\n"))
    row = AnswerImport.objects.get()
    assert "Which question does each column answer?" in page
    chosen = {"column-0": "needs:yard", "column-1": "most"}
    client_of(cast.coordinator).post(row.get_absolute_url(), chosen)
    bring(cast)
    assert (answers("needs"), answers("most")) == ([["yard"]], ["Kahvila"])
    upload(cast, survey, "Toiveet;Q17\nSauna;0\n")
    bring(cast)
    assert answers("most") == ["Kahvila", "Sauna"]


def test_two_columns_for_one_question_are_refused_beside_them(cast: Cast, survey: Survey) -> None:
    upload(cast, survey, "a;b\n1;2\n")
    row = AnswerImport.objects.get()
    client = client_of(cast.coordinator)
    answer = client.post(row.get_absolute_url(), {"column-0": "most", "column-1": "most"})
    assert answer.status_code == 422
    assert "Another column leads here too" in text_of(answer)
    assert client.post(row.get_absolute_url(), {"column-0": "nonsense"}).status_code == 422
    assert "at least one column" in text_of(client.post(row.get_absolute_url(), {}))


def test_a_column_for_each_choice_is_one_question(cast: Cast, survey: Survey) -> None:
    upload(
        cast,
        survey,
        "needs/yard,needs/errands,Mitä kylässäsi tarvitaan lisää? [pienet korjaukset]\n1,0,x\n0,1,\n",
    )
    bring(cast)
    assert answers("needs") == [["yard", "repairs"], ["errands"]]


def test_a_workbook_and_an_old_excels_letters_are_read(cast: Cast, survey: Survey) -> None:
    target = io.BytesIO()
    columns = [Column("Mitä kaipaat eniten?"), Column("Kyläni on hyvä paikka asua")]
    write_xlsx(
        target,
        [SheetToWrite("Tiedot", [Column("Tehty")], [["2026"]]), SheetToWrite("V", columns, [["Sauna", 3]])],
    )
    upload(cast, survey, target.getvalue(), "vastaukset.xlsx")
    bring(cast)
    upload(
        cast, survey, "Mitä kaipaat eniten?\tKyläni on hyvä paikka asua\nRäystäskouru\t5\n".encode("cp1252")
    )
    bring(cast)
    assert (answers("most"), answers("good_place")) == (["Sauna", "Räystäskouru"], [3, 5])


def test_rows_and_places_come_as_our_own_export_writes_them(cast: Cast) -> None:
    survey = make_survey(cast.municipality, kind="unfinished_work")
    question = survey.versions.get().questions.get(kind="rows")
    columns = [one["code"] for one in question.options]
    upload(cast, survey, f'{question.code};place\n"Laituri, 12; Katto, 30";"Ranta (61.5, 24.25)"\n')
    bring(cast)
    answer = Answer.objects.get(question=question)
    assert [line[columns[0]] for line in answer.parts or []] == ["Laituri", "Katto"]
    place = Answer.objects.get(question__code="place")
    assert (place.text, place.parts) == ("Ranta", {"lat": 61.5, "lon": 24.25})


def test_an_import_is_undone_until_something_was_built_on_it(cast: Cast, survey: Survey) -> None:
    upload(cast, survey, GOOD)
    bring(cast)
    row = AnswerImport.objects.get()
    client, path = client_of(cast.coordinator), reverse("answer_import_undo", args=[row.public_id])
    Answer.objects.filter(text="Kahvila").update(tags=["kahvila"])
    assert "has been tagged" in text_of(client.post(path, follow=True))
    assert Response.objects.count() == 3
    Answer.objects.update(tags=[])
    source = WorkSource.objects.create(
        municipality=cast.municipality, survey=survey, answer=Answer.objects.all()[0],
        work=make_work(Village.objects.get(name="Äijälä")),
    )  # fmt: skip
    assert "made of them already" in text_of(client.post(path, follow=True))
    source.delete()
    assert "3 answers were taken away." in text_of(client.post(path, follow=True))
    assert (Response.objects.count(), Answer.objects.count()) == (0, 0)
    assert "There is nothing to undo." in text_of(client.post(path, follow=True))
    upload(cast, survey, GOOD)
    bring(cast)
    assert Response.objects.count() == 3, "an undone file may come again"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.pdf", b"%PDF-1.7"),
        ("a.xlsx", b"PK\x03\x04nothing"),
        ("a.csv", b"\xff\xfea\x00"),
        ("a.csv", b"\n\n"),
    ],
)
def test_what_is_no_table_is_refused_beside_the_field(
    cast: Cast, survey: Survey, name: str, content: bytes
) -> None:
    answer = upload(cast, survey, content, name)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not AnswerImport.objects.exists()


def test_a_survey_that_asks_nothing_yet_takes_no_answers(cast: Cast) -> None:
    survey = make_survey(cast.municipality, is_open=False)
    assert "Open the survey first" in text_of(upload(cast, survey, GOOD))


def test_a_long_file_is_read_in_the_background(cast: Cast, survey: Survey, monkeypatch: Any) -> None:
    monkeypatch.setattr("villages.views.survey_imports.CELLS_AT_ONCE", 10)
    assert "Looking at vastaukset.csv" in text_of(upload(cast, survey, GOOD))
    assert AnswerImport.objects.get().report == {}
    work_off()
    assert AnswerImport.objects.get().report["new"] == 3
    bring(cast)
    assert Response.objects.count() == 0
    work_off()
    assert Response.objects.count() == 3


def test_files_go_after_thirty_days_and_their_numbers_stay(cast: Cast, survey: Survey) -> None:
    upload(cast, survey, GOOD)
    now = datetime.now(UTC)
    assert runs.forget_answer_imports(now + timedelta(days=29)) == 0
    assert runs.forget_answer_imports(now + timedelta(days=31)) == 1
    row = AnswerImport.objects.get()
    assert (row.content, row.report["new"], row.report.get("sample")) == (None, 3, None)
    assert "has been removed" in text_of(client_of(cast.coordinator).get(row.get_absolute_url()))


def test_files_of_answers_are_for_coordinators_of_the_municipality(cast: Cast, survey: Survey) -> None:
    upload(cast, survey, GOOD)
    row = AnswerImport.objects.get()
    for path in (reverse("answer_imports", args=[survey.public_id]), row.get_absolute_url()):
        assert_coordinators_only(cast, path)
        assert_stranger_finds_nothing(cast, path)
    for name in ("answer_import_bring", "answer_import_undo"):
        path = reverse(name, args=[row.public_id])
        assert_stranger_finds_nothing(cast, path, "post")
        assert client_of(cast.coordinator).get(path).status_code == 405


def test_a_large_surveys_file_is_made_in_the_background(cast: Cast, survey: Survey, monkeypatch: Any) -> None:
    upload(cast, survey, GOOD)
    bring(cast)
    monkeypatch.setattr(files, "AT_ONCE", {"csv": 2, "xlsx": 2})
    client = client_of(cast.coordinator)
    page = text_of(client.get(reverse("survey_export", args=[survey.public_id, "csv"])))
    assert "Make the file (CSV)" in page
    client.post(reverse("survey_file", args=[survey.public_id]), {"file_format": "csv"})
    work_off()
    made = survey.answer_files.get()
    assert b"Kahvila" not in bytes(made.content), "kept encrypted"
    assert "Kahvila" in text_of(client.get(made.get_absolute_url()))
    assert_coordinators_only(cast, made.get_absolute_url())
    assert_stranger_finds_nothing(cast, made.get_absolute_url())
    assert files.forget_answer_files(datetime.now(UTC) + timedelta(days=8)) == 1
