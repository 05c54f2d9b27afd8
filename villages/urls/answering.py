from django.urls import URLPattern, URLResolver, path

from villages.views import answering

# Short, since people type them from a poster.
urlpatterns: list[URLPattern | URLResolver] = [
    path("k/poista/", answering.survey_delete, name="survey_delete"),
    path("k/<str:token>/", answering.survey_answer, name="survey_answer"),
]
