"""What people state of themselves."""

from django.urls import URLPattern, URLResolver, path

from workers.views import statements

urlpatterns: list[URLPattern | URLResolver] = [
    path("ihmiset/<uuid:public_id>/toiveet/", statements.worker_statements, name="worker_statements"),
    path("ihmiset/<uuid:public_id>/toiveet/uusi/", statements.statement_new, name="statement_new"),
]
