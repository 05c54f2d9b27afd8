"""The writer's page: saving while writing, two at once, the steps to publishing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from evaluation.models import Programme, Report, ReportDraft
from evaluation.reports import drafting
from laavu.accounts.models import Job
from tests.cast import Cast, assert_stranger_finds_nothing, client_of, text_of
from tests.evaluation.drafts import NOON, make_draft, put_out, write
from tests.evaluation.world import ASKED, make_world

PART = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _in_english(settings: Any) -> Iterator[None]:
    settings.PROGRESS_DATABASE = "default"
    with translation.override("en"):
        yield


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return make_world(cast.municipality)


@pytest.fixture
def draft(cast: Cast, programme: Programme) -> ReportDraft:
    return make_draft(cast.municipality, programme, cast.coordinator, template="village")


def address(draft: ReportDraft, name: str = "draft_detail", *more: str) -> str:
    return reverse(name, args=[draft.public_id, *more])


def press(client: Client, draft: ReportDraft, step: str) -> str:
    return text_of(client.post(address(draft, "draft_step", step), follow=True))


def work_off() -> None:
    """What the worker does with the queue, without leaving the test's connection."""
    worker = Worker(
        queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="test", excluded_queue_names=[],
    )  # fmt: skip
    for queued in DBTaskResult.objects.ready():
        queued.claim("test")
        worker.run_task(queued)


def test_a_new_report_has_its_figures_at_once(cast: Cast, programme: Programme) -> None:
    told = ASKED | {"template": "village", "language": "en", "programme": programme.code}
    answer = client_of(cast.evaluator).post(reverse("report_new"), told, follow=True)
    page = text_of(answer)
    assert "The report is begun" in page
    assert "12 pieces" in page
    assert ReportDraft.objects.get().title.startswith("Sheet for the village notice board")


def test_a_report_of_a_programme_asks_for_one(cast: Cast, programme: Programme) -> None:
    told = ASKED | {"template": "funder_final", "language": "en", "programme": ""}
    answer = client_of(cast.evaluator).post(reverse("report_new"), told)
    assert answer.status_code == 422
    assert "choose it" in text_of(answer)
    assert not ReportDraft.objects.exists()


def test_what_is_written_is_saved_while_one_writes_and_shown_as_it_will_be(
    cast: Cast, draft: ReportDraft
) -> None:
    sent = {"text_next": "Then {unfinished_work_done}.", "edition_next": "1"}
    answer = client_of(cast.coordinator).post(address(draft, "draft_save"), sent, headers=PART)
    page = text_of(answer)
    assert "saved " in page
    assert 'name="edition_next" id="edition_next" value="2"' in page
    assert "12 pieces" in page
    assert drafting.texts_of(draft)["next"] == "Then {unfinished_work_done}."


def test_without_javascript_one_button_saves_everything(cast: Cast, draft: ReportDraft) -> None:
    sent = {"text_next": "Later.", "edition_next": "1", "text_summary": "Now.", "edition_summary": "1"}
    answer = client_of(cast.coordinator).post(address(draft, "draft_save"), sent, follow=True)
    assert "Saved at" in text_of(answer)
    assert drafting.texts_of(draft) == {"next": "Later.", "summary": "Now."}


@pytest.mark.parametrize("headers", [PART, {}])
def test_the_second_of_two_writers_sees_both_texts(
    cast: Cast, draft: ReportDraft, headers: dict[str, str]
) -> None:
    write(draft, cast.evaluator, next="Their words")
    sent = {"text_next": "My own words", "edition_next": "1"}
    client = client_of(cast.coordinator)
    answer = client.post(address(draft, "draft_save"), sent, headers=headers)
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Their" in page
    assert "My own" in page
    assert drafting.texts_of(draft)["next"] == "Their words"
    again = client.post(address(draft, "draft_save"), sent | {"mine_next": "2"}, headers=headers)
    assert again.status_code in {200, 302}
    assert drafting.texts_of(draft)["next"] == "My own words"


@pytest.mark.parametrize("headers", [PART, {}])
def test_what_was_typed_into_a_report_in_review_is_shown_and_not_saved(
    cast: Cast, draft: ReportDraft, headers: dict[str, str]
) -> None:
    write(draft, cast.coordinator, next="Ready.")
    drafting.ask_review(draft, by=cast.coordinator, at=NOON)
    sent = {"text_next": "One thing more", "edition_next": "2"}
    answer = client_of(cast.coordinator).post(address(draft, "draft_save"), sent, headers=headers)
    assert answer.status_code == 422
    assert "One thing more" in text_of(answer)
    assert drafting.texts_of(draft)["next"] == "Ready."


def test_names_and_claims_are_pointed_out_to_the_writer(cast: Cast, draft: ReportDraft) -> None:
    sent = {"text_next": "Thanks to us, {nothing}.", "edition_next": "1"}
    page = text_of(client_of(cast.coordinator).post(address(draft, "draft_save"), sent, headers=PART))
    assert "no figure with the name {nothing}" in page
    assert "without a comparison group" in page


def test_text_stays_text(cast: Cast, draft: ReportDraft) -> None:
    write(draft, cast.coordinator, next="<script>alert(1)</script>")
    page = text_of(client_of(cast.coordinator).get(address(draft)))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_from_the_draft_to_the_published_report_by_its_buttons(cast: Cast, draft: ReportDraft) -> None:
    write(draft, cast.coordinator, next="Tell Aino, on Mondays.")
    writer, reviewer = client_of(cast.coordinator), client_of(cast.evaluator)
    assert "waits for its review" in press(writer, draft, "tarkastettavaksi")
    assert "cannot review it" in press(writer, draft, "tarkastettu")
    assert "it can be published" in press(reviewer, draft, "tarkastettu")
    for _press in range(2):
        press(writer, draft, "julkaise")
    assert Job.objects.filter(kind="publish_report").count() == 1
    assert "progress" in text_of(writer.get(address(draft)))
    assert reviewer.get(address(draft)).status_code == 200  # the work is another's
    work_off()
    report = Report.objects.get()
    led = writer.get(address(draft), headers=PART)
    assert led.headers["HX-Redirect"] == report.get_absolute_url()
    page = text_of(writer.get(report.get_absolute_url()))
    assert "Tell Aino, on Mondays." in page
    assert "reviewed before publishing by Evaluator Esimerkki" in page


def test_a_report_that_cannot_go_out_tells_why_and_stays_as_it_was(cast: Cast, draft: ReportDraft) -> None:
    write(draft, cast.coordinator, next="{nothing}")
    drafting.ask_review(draft, by=cast.coordinator, at=NOON)
    drafting.accept(draft, by=cast.evaluator, at=NOON)
    assert "no figure with the name" in press(client_of(cast.coordinator), draft, "julkaise")
    assert not Job.objects.exists()


def test_a_reviewer_returns_a_report_with_a_note(cast: Cast, draft: ReportDraft) -> None:
    write(draft, cast.coordinator, next="Soon.")
    drafting.ask_review(draft, by=cast.coordinator, at=NOON)
    reviewer = client_of(cast.evaluator)
    assert reviewer.post(address(draft, "draft_return"), {"note": ""}).status_code == 422
    assert reviewer.post(address(draft, "draft_return"), {"note": "Who answers?"}).status_code == 302
    assert "Who answers?" in text_of(client_of(cast.coordinator).get(address(draft)))
    assert reviewer.post(address(draft, "draft_return"), {"note": "Again"}).status_code == 422


def test_a_draft_is_given_up_and_taken_up_again(cast: Cast, draft: ReportDraft) -> None:
    client = client_of(cast.coordinator)
    assert "was given up" in press(client, draft, "luovu")
    assert draft.title not in text_of(client.get(reverse("report_list")))
    assert "written again" in press(client, draft, "jatka")
    assert draft.title in text_of(client.get(reverse("report_list")))


def test_a_report_is_compared_with_the_last_one_of_its_kind(cast: Cast, draft: ReportDraft) -> None:
    client = client_of(cast.coordinator)
    assert "nothing to compare with" in text_of(client.get(address(draft, "draft_compare")))
    write(draft, cast.coordinator, next="Spring comes.")
    put_out(draft, cast.coordinator, cast.evaluator)
    newer = make_draft(cast.municipality, draft.programme, cast.coordinator, template="village")
    write(newer, cast.coordinator, next="Summer comes.")
    page = text_of(client.get(address(newer, "draft_compare")))
    assert "±0" in page
    assert "Spring" in page
    assert "Summer" in page
    report = put_out(newer, cast.coordinator, cast.evaluator)
    assert "Spring" in text_of(client.get(reverse("report_compare", args=[report.public_id])))


def test_the_paper_can_be_seen_before_it_is_out(cast: Cast, draft: ReportDraft) -> None:
    answer: Any = client_of(cast.coordinator).get(address(draft, "draft_pdf"))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert not Report.objects.exists()


def test_wrong_roles_and_strangers_find_nothing(cast: Cast, draft: ReportDraft) -> None:
    for kind in ("administrator", "treasurer", "supervisor", "funder"):
        client = client_of(getattr(cast, kind))
        assert client.get(address(draft)).status_code == 403
        assert client.post(address(draft, "draft_save"), {"text_next": "x"}).status_code == 403
        assert client.post(address(draft, "draft_step", "luovu")).status_code == 403
    for name in ("draft_detail", "draft_pdf", "draft_compare", "draft_return"):
        assert_stranger_finds_nothing(cast, address(draft, name))
    assert_stranger_finds_nothing(cast, address(draft, "draft_step", "luovu"), "post")
    assert client_of(cast.coordinator).get(address(draft, "draft_step", "luovu")).status_code == 405
    assert client_of(cast.coordinator).post(address(draft, "draft_step", "muu")).status_code == 404
