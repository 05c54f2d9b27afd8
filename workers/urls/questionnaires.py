"""Asking people, and the instruments that are asked."""

from django.urls import URLPattern, URLResolver, path

from workers.views import asking, packs, questionnaires

OF_PERSON = "ihmiset/<uuid:public_id>/kysely/<str:phase>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("ihmiset/kyselyt/", questionnaires.questionnaire_list, name="questionnaire_list"),
    path(
        "ihmiset/kyselyt/lomake-<str:language>.<str:file_format>",
        questionnaires.questionnaire_paper,
        name="questionnaire_paper",
    ),
    path(f"{OF_PERSON}kirjaa/", questionnaires.questionnaire_key, name="questionnaire_key"),
    path(f"{OF_PERSON}linkki/", questionnaires.questionnaire_link, name="questionnaire_link"),
    path(f"{OF_PERSON}<str:outcome>/", questionnaires.questionnaire_end, name="questionnaire_end"),
    path("asetukset/mittarit/", packs.pack_list, name="pack_list"),
    path("asetukset/mittarit/uusi/", packs.pack_new, name="pack_new"),
    path("asetukset/mittarit/<uuid:public_id>/poista/", packs.pack_withdraw, name="pack_withdraw"),
    # Below /k/, as all that is opened without an account.
    path("k/oma/<str:token>/", asking.asking_answer, name="asking_answer"),
]
