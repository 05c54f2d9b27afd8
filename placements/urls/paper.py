from django.urls import URLPattern, URLResolver, path

from placements.views import paper

MONTH = "tunnit/<uuid:public_id>/<int:year>-<int:month>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tunnit/paperilla/", paper.hours_paper, name="hours_paper"),
    path("tunnit/paperilla/<uuid:public_id>.pdf", paper.sheet_file, name="sheet_file"),
    path(f"{MONTH}/lomake.pdf", paper.month_sheet, name="month_sheet"),
    path(f"{MONTH}/paperilta/", paper.hours_keying, name="hours_keying"),
]
