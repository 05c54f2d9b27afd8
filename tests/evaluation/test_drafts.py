"""A report is written by one or several, reviewed by another, and goes out once."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from evaluation.models import Programme, Report, ReportDraft, ReportFile
from evaluation.reports import drafting
from evaluation.reports.going_out import publish_draft
from evaluation.reports.publishing import NotNow
from evaluation.reports.templates import TEMPLATES
from tests.cast import Cast
from tests.evaluation.drafts import NOON, make_draft, put_out, write
from tests.evaluation.world import make_world
from tests.factories import make_relationship, make_role, make_user, make_worker


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def programme(cast: Cast) -> Programme:
    return make_world(cast.municipality)


@pytest.fixture
def draft(cast: Cast, programme: Programme) -> ReportDraft:
    return make_draft(cast.municipality, programme, cast.coordinator)


def test_a_new_draft_has_a_text_for_each_section_that_somebody_writes(draft: ReportDraft) -> None:
    wanted = {section.code for section in TEMPLATES["council"].written}
    assert set(drafting.texts_of(draft)) == wanted
    assert "{participants}" in drafting.texts_of(draft)["summary"]
    assert draft.figures.data["indicators"]["participants"]["value"] == "12"


def test_who_saves_over_another_is_told_and_nothing_is_lost(cast: Cast, draft: ReportDraft) -> None:
    seen = draft.texts.get(section="decide").edition
    first = drafting.save_text(draft, "decide", "Ensimmäinen", seen, by=cast.coordinator, at=NOON)
    second = drafting.save_text(draft, "decide", "Toinen", seen, by=cast.evaluator, at=NOON)
    assert first.theirs is None
    assert second.theirs == "Ensimmäinen"
    assert drafting.texts_of(draft)["decide"] == "Ensimmäinen"
    knowing = drafting.save_text(draft, "decide", "Molemmat", second.row.edition, by=cast.evaluator, at=NOON)
    assert knowing.theirs is None
    kept = first.row.events.order_by("pgh_id").values_list("text", flat=True)  # type: ignore[attr-defined]
    assert list(kept)[-2:] == ["Ensimmäinen", "Molemmat"]


def test_what_a_text_was_pasted_with_does_not_lose_the_text(cast: Cast, draft: ReportDraft) -> None:
    drafting.save_text(draft, "decide", "Ennen\0jälkeen\r\n", 1, by=cast.coordinator, at=NOON)
    assert drafting.texts_of(draft)["decide"] == "Ennenjälkeen\n"


def test_the_same_text_twice_is_one_saving(cast: Cast, draft: ReportDraft) -> None:
    for _press in range(2):
        saved = drafting.save_text(draft, "decide", "Kerran", 1, by=cast.coordinator, at=NOON)
    assert (saved.theirs, saved.row.edition) == (None, 2)


def test_what_must_be_written_is_asked_for_before_the_review(cast: Cast, draft: ReportDraft) -> None:
    write(draft, cast.coordinator, summary="  ")
    with pytest.raises(NotNow, match="In short"):
        drafting.ask_review(draft, by=cast.coordinator, at=NOON)


def test_neither_who_asks_nor_who_has_written_reviews(cast: Cast, draft: ReportDraft) -> None:
    write(draft, cast.evaluator, decide="Jatketaan.")
    drafting.ask_review(draft, by=cast.coordinator, at=NOON)
    for writer in (cast.coordinator, cast.evaluator):
        with pytest.raises(NotNow, match="cannot review"):
            drafting.accept(draft, by=writer, at=NOON)
    third = make_role(cast.municipality, "evaluator", user=make_user(name="Kolmas"))
    assert drafting.accept(draft, by=third, at=NOON).reviewed_by == "Kolmas"


def test_the_database_refuses_a_writer_as_reviewer_too(cast: Cast, draft: ReportDraft) -> None:
    drafting.ask_review(draft, by=cast.coordinator, at=NOON)
    found = ReportDraft.objects.filter(pk=draft.pk)
    reviewed = {"state": "reviewed", "reviewed_at": NOON, "reviewed_by": "Minä", "reviewer": cast.evaluator}
    for more, name in (
        ({"reviewer": cast.coordinator, "writers": []}, "review_by_another"),
        ({"writers": [cast.evaluator.pk]}, "review_by_no_writer"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            found.update(**reviewed | more)


def test_a_report_in_review_is_not_written(cast: Cast, draft: ReportDraft) -> None:
    drafting.ask_review(draft, by=cast.coordinator, at=NOON)
    with pytest.raises(NotNow, match="in review"):
        write(draft, cast.coordinator, decide="Vielä tämä")
    with pytest.raises(NotNow):
        drafting.recount(draft, by=cast.coordinator, at=NOON)


def test_a_returned_report_tells_why_and_is_written_again(cast: Cast, draft: ReportDraft) -> None:
    drafting.ask_review(draft, by=cast.coordinator, at=NOON)
    back = drafting.give_back(draft, note="Sano myös, mitä ei tiedetä.")
    assert (back.state, back.return_note) == ("draft", "Sano myös, mitä ei tiedetä.")
    write(draft, cast.coordinator, decide="Emme tiedä kaikkea.")
    assert drafting.ask_review(draft, by=cast.coordinator, at=NOON).return_note == ""


def test_a_reviewed_report_goes_out_with_its_texts_and_its_reviewer(cast: Cast, draft: ReportDraft) -> None:
    write(draft, cast.coordinator, decide="Jatketaan {employing_associations} kanssa.")
    report = put_out(draft, cast.coordinator, cast.evaluator)
    texts = {section["code"]: section["text"] for section in report.data["sections"]}
    assert texts["decide"] == "Jatketaan {employing_associations} kanssa."
    assert (report.reviewer, report.data["review"]["reviewed_by"]) == (str(cast.evaluator),) * 2
    assert report.template == "council"
    draft.refresh_from_db()
    assert (draft.state, draft.report) == ("published", report)
    assert bytes(ReportFile.objects.get(report=report).content).startswith(b"%PDF")


def test_a_report_goes_out_once(cast: Cast, draft: ReportDraft) -> None:
    put_out(draft, cast.coordinator, cast.evaluator)
    with pytest.raises(NotNow):
        publish_draft(draft, by=cast.coordinator, at=NOON)
    assert Report.objects.count() == 1


def test_without_a_review_nothing_goes_out_where_another_could_review(cast: Cast, draft: ReportDraft) -> None:
    with pytest.raises(NotNow, match="Somebody else has to review"):
        publish_draft(draft, by=cast.coordinator, at=NOON)
    drafting.ask_review(draft, by=cast.coordinator, at=NOON)
    with pytest.raises(NotNow):
        publish_draft(draft, by=cast.coordinator, at=NOON)
    assert not Report.objects.exists()


def test_where_nobody_else_evaluates_a_report_goes_out_and_says_so(cast: Cast, draft: ReportDraft) -> None:
    cast.evaluator.roles.update(ended_on=date(2026, 6, 1))
    report = publish_draft(draft, by=cast.coordinator, at=NOON)
    assert report.reviewer == ""
    assert report.data["review"]["alone"] is True


def test_figures_that_changed_after_the_review_hold_the_report_back(cast: Cast, draft: ReportDraft) -> None:
    drafting.ask_review(draft, by=cast.coordinator, at=NOON)
    drafting.accept(draft, by=cast.evaluator, at=NOON)
    for _person in range(6):
        worker = make_worker(cast.municipality)
        make_relationship(worker, date(2026, 2, 1))
        draft.programme.participations.create(  # type: ignore[union-attr]
            municipality=cast.municipality, worker=worker, period=draft.period
        )
    with pytest.raises(NotNow, match="Participants"):
        publish_draft(draft, by=cast.coordinator, at=NOON)
    drafting.give_back(draft, note="")
    report = put_out(draft, cast.coordinator, cast.evaluator)
    assert report.data["indicators"]["participants"]["value"] == "18"


def test_a_name_that_is_no_figure_holds_the_report_back(cast: Cast, draft: ReportDraft) -> None:
    write(draft, cast.coordinator, decide="Jatketaan {osallistujaa}.")
    with pytest.raises(NotNow, match=r"\{osallistujaa\}"):
        put_out(draft, cast.coordinator, cast.evaluator)


def test_a_draft_that_was_given_up_can_be_taken_up_again(cast: Cast, draft: ReportDraft) -> None:
    drafting.ask_review(draft, by=cast.coordinator, at=NOON)
    assert drafting.drop(draft).state == "dropped"
    assert not ReportDraft.objects.open().exists()
    assert drafting.take_up(draft).state == "draft"
