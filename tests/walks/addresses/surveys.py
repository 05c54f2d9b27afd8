"""Surveys, and the pages on which they are answered."""

from __future__ import annotations

from tests.walks.addresses.kinds import (
    COORDINATOR,
    EVERYBODY,
    MISSING,
    OK,
    UNREAD,
    Address,
    act,
    file,
    form,
    page,
)
from villages.models import Answer, AnswerFile, AnswerImport, AnswerPhoto, Question, Survey

NOBODYS = {"token": "x" * 22}

SURVEYS = {
    "survey_list": page(COORDINATOR),
    "survey_new": form(COORDINATOR),
    "survey_detail": page(COORDINATOR, Survey),
    "survey_edit": form(COORDINATOR, Survey),
    "survey_preview": page(COORDINATOR, Survey),
    "survey_open": act(COORDINATOR, Survey),
    "survey_close": act(COORDINATOR, Survey),
    "survey_publish": act(COORDINATOR, Survey),
    "survey_copy": act(COORDINATOR, Survey),
    "survey_form": page(COORDINATOR, Survey, others={"language": "fi", "file_format": "pdf"}),
    "survey_papers": form(COORDINATOR, Survey),
    "survey_results": page(COORDINATOR, Survey),
    "survey_texts": page(COORDINATOR, Survey),
    "survey_contacts": page(COORDINATOR, Survey),
    "survey_export": file(COORDINATOR, Survey),
    "survey_counts": file(COORDINATOR, Survey),
    "survey_sheet": page(COORDINATOR, Survey, others={"language": "fi", "file_format": "pdf"}),
    "answer_tag": act(COORDINATOR, Answer),
    "survey_photo": file(COORDINATOR, AnswerPhoto, others={"file_format": "jpg"}),
    "survey_xlsform": file(COORDINATOR, Survey, others={"file_format": "xlsx"}),
    "survey_xlsform_import": form(COORDINATOR, Survey),
    "answer_imports": form(COORDINATOR, Survey),
    "answer_import": page(COORDINATOR, AnswerImport, post=OK),
    "answer_import_bring": act(COORDINATOR, AnswerImport),
    "answer_import_undo": act(COORDINATOR, AnswerImport),
    "survey_file": act(COORDINATOR, Survey),
    "answer_file": page(COORDINATOR, AnswerFile, is_data=True),
    "survey_links": page(COORDINATOR, Survey),
    "survey_poster": page(COORDINATOR, Survey, others={"language": "fi", "file_format": "pdf"}),
    "question_new": form(COORDINATOR, Survey, others={"kind": "text"}),
    "question_edit": form(COORDINATOR, Question),
    "question_move": act(COORDINATOR, Question, others={"direction": "alas"}),
    "question_remove": act(COORDINATOR, Question),
    # Who has the link is who may; these have none.
    "survey_answer": Address(EVERYBODY, MISSING, MISSING, others=NOBODYS, anonymous=(MISSING, MISSING)),
    "survey_delete": Address(EVERYBODY, OK, UNREAD, anonymous=(OK, UNREAD)),
}
