"""Feedback, problems, development actions."""

from __future__ import annotations

from evaluation.models import ActionLink, DevelopmentAction, Feedback, Problem
from tests.walks.addresses.kinds import (
    COORDINATOR,
    EVALUATORS,
    EVERYBODY,
    MISSING,
    act,
    file,
    form,
    page,
)

WITH_A_ROLE = EVERYBODY - {"nobody"}
# The planted feedback is theirs; another's is not there, whoever else may read it elsewhere.
GIVERS = frozenset({"treasurer", "other_treasurer", "foreign_coordinator"})
DEVELOPMENT = {
    "feedback_give": form(WITH_A_ROLE),
    "feedback_mine": page(WITH_A_ROLE),
    "development_today": page(EVALUATORS),
    "feedback_list": page(EVALUATORS),
    "feedback_export": file(EVALUATORS),
    "feedback_new": form(EVALUATORS),
    "feedback_detail": page(EVALUATORS, Feedback),
    "feedback_edit": form(EVALUATORS, Feedback),
    "feedback_take": act(EVALUATORS, Feedback),
    "feedback_answer": form(EVALUATORS, Feedback),
    "feedback_close": form(EVALUATORS, Feedback),
    "feedback_undo": act(EVALUATORS, Feedback),
    "feedback_contact_remove": act(COORDINATOR, Feedback),
    "problem_list": page(EVALUATORS),
    "problem_export": file(EVALUATORS),
    "problem_new": form(EVALUATORS),
    "problem_detail": page(EVALUATORS, Problem),
    "problem_edit": form(EVALUATORS, Problem),
    "problem_solve": form(EVALUATORS, Problem),
    "problem_undo": act(EVALUATORS, Problem),
    "action_list": page(EVALUATORS),
    "action_export": file(EVALUATORS),
    "action_new": form(EVALUATORS),
    "action_detail": page(EVALUATORS, DevelopmentAction),
    "action_edit": form(EVALUATORS, DevelopmentAction),
    "action_figure": page(EVALUATORS, DevelopmentAction),
    "action_decide": form(EVALUATORS, DevelopmentAction),
    "action_done": act(EVALUATORS, DevelopmentAction),
    "action_drop": form(EVALUATORS, DevelopmentAction),
    "action_effect": form(EVALUATORS, DevelopmentAction),
    "action_undo": act(EVALUATORS, DevelopmentAction),
    "action_link": form(EVALUATORS, DevelopmentAction),
    "action_unlink": act(EVALUATORS, ActionLink),
    "feedback_mine_detail": page(GIVERS, Feedback, refused=MISSING),
}
