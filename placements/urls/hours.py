from django.urls import URLPattern, URLResolver, path

from placements.views import hours, month

urlpatterns: list[URLPattern | URLResolver] = [
    path("tunnit/", hours.hours, name="hours"),
    path("tunnit/vienti.<str:file_format>", hours.hours_export, name="hours_export"),
    path("tunnit/<uuid:public_id>/<int:year>-<int:month>/", month.hours_month, name="hours_month"),
    path("tunnit/<uuid:public_id>/<int:year>-<int:month>/lukitse/", month.month_lock, name="month_lock"),
    path("tunnit/<uuid:public_id>/<int:year>-<int:month>/avaa/", month.month_reopen, name="month_reopen"),
]
