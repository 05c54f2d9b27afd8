from django.urls import URLPattern, URLResolver, path

from placements.views import readiness

OF = "kylat/yhdistykset/<uuid:public_id>/valmius/"
ONE = "kylat/valmius/<uuid:public_id>/"
TASK = "kylat/valmius/tehtavat/<uuid:public_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(OF, readiness.association_readiness, name="association_readiness"),
    path(f"{OF}uusi/", readiness.readiness_new, name="readiness_new"),
    path(ONE, readiness.readiness_detail, name="readiness_detail"),
    path(f"{ONE}muuta/", readiness.readiness_edit, name="readiness_edit"),
    path(f"{ONE}paata/", readiness.readiness_decide, name="readiness_decide"),
    path(f"{ONE}vastaus/<str:item>/", readiness.readiness_answer, name="readiness_answer"),
    path(TASK, readiness.readiness_task_edit, name="readiness_task_edit"),
    path(f"{TASK}valmis/", readiness.readiness_task_done, name="readiness_task_done"),
]
