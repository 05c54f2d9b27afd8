"""Feedback from everybody, the inbox, the problem log, development actions."""

from django.urls import URLPattern, URLResolver, path

from evaluation.views import action_steps, actions, development, feedback, giving, problems

FEEDBACK = "arviointi/palaute"
PROBLEMS = "arviointi/ongelmat"
ACTIONS = "arviointi/kehittamistoimet"
ONE = "<uuid:public_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("palaute/", giving.feedback_mine, name="feedback_mine"),
    path("palaute/anna/", giving.feedback_give, name="feedback_give"),
    path(f"palaute/{ONE}/", giving.feedback_mine_detail, name="feedback_mine_detail"),
    path("arviointi/kehittaminen/tanaan/", development.development_today, name="development_today"),
    path(f"{FEEDBACK}/", feedback.feedback_list, name="feedback_list"),
    path(f"{FEEDBACK}/vienti.<str:file_format>", feedback.feedback_export, name="feedback_export"),
    path(f"{FEEDBACK}/uusi/", feedback.feedback_new, name="feedback_new"),
    path(f"{FEEDBACK}/{ONE}/", feedback.feedback_detail, name="feedback_detail"),
    path(f"{FEEDBACK}/{ONE}/muuta/", feedback.feedback_edit, name="feedback_edit"),
    path(f"{FEEDBACK}/{ONE}/ota/", feedback.feedback_take, name="feedback_take"),
    path(f"{FEEDBACK}/{ONE}/vastaa/", feedback.feedback_answer, name="feedback_answer"),
    path(f"{FEEDBACK}/{ONE}/sulje/", feedback.feedback_close, name="feedback_close"),
    path(f"{FEEDBACK}/{ONE}/kumoa/", feedback.feedback_undo, name="feedback_undo"),
    path(
        f"{FEEDBACK}/{ONE}/yhteystieto/poista/",
        feedback.feedback_contact_remove,
        name="feedback_contact_remove",
    ),
    path(f"{PROBLEMS}/", problems.problem_list, name="problem_list"),
    path(f"{PROBLEMS}/vienti.<str:file_format>", problems.problem_export, name="problem_export"),
    path(f"{PROBLEMS}/uusi/", problems.problem_new, name="problem_new"),
    path(f"{PROBLEMS}/{ONE}/", problems.problem_detail, name="problem_detail"),
    path(f"{PROBLEMS}/{ONE}/muuta/", problems.problem_edit, name="problem_edit"),
    path(f"{PROBLEMS}/{ONE}/ratkaistu/", problems.problem_solve, name="problem_solve"),
    path(f"{PROBLEMS}/{ONE}/kumoa/", problems.problem_undo, name="problem_undo"),
    path(f"{ACTIONS}/", actions.action_list, name="action_list"),
    path(f"{ACTIONS}/vienti.<str:file_format>", actions.action_export, name="action_export"),
    path(f"{ACTIONS}/uusi/", actions.action_new, name="action_new"),
    path(f"{ACTIONS}/{ONE}/", actions.action_detail, name="action_detail"),
    path(f"{ACTIONS}/{ONE}/muuta/", actions.action_edit, name="action_edit"),
    path(f"{ACTIONS}/{ONE}/luku/", actions.action_figure, name="action_figure"),
    path(f"{ACTIONS}/{ONE}/paata/", action_steps.action_decide, name="action_decide"),
    path(f"{ACTIONS}/{ONE}/tehty/", action_steps.action_done, name="action_done"),
    path(f"{ACTIONS}/{ONE}/luovu/", action_steps.action_drop, name="action_drop"),
    path(f"{ACTIONS}/{ONE}/havainto/", action_steps.action_effect, name="action_effect"),
    path(f"{ACTIONS}/{ONE}/kumoa/", action_steps.action_undo, name="action_undo"),
    path(f"{ACTIONS}/{ONE}/syy/", action_steps.action_link, name="action_link"),
    path(f"{ACTIONS}/syy/{ONE}/poista/", action_steps.action_unlink, name="action_unlink"),
]
