from django.urls import URLPattern, URLResolver, path

from placements.views import closing, grid, hours, month, steps

urlpatterns: list[URLPattern | URLResolver] = [
    path("tunnit/", hours.hours, name="hours"),
    path("tunnit/vienti.<str:file_format>", hours.hours_export, name="hours_export"),
    path("tunnit/hyvaksynta/", closing.hours_close, name="hours_close"),
    path("tunnit/hyvaksynta/peru/", closing.hours_close_undo, name="hours_close_undo"),
    path("tunnit/<uuid:public_id>/<int:year>-<int:month>/", month.hours_month, name="hours_month"),
    path("tunnit/<uuid:public_id>/<int:year>-<int:month>/lukitse/", steps.month_lock, name="month_lock"),
    path("tunnit/<uuid:public_id>/<int:year>-<int:month>/avaa/", steps.month_reopen, name="month_reopen"),
    path("tunnit/<uuid:public_id>/<int:year>-<int:month>/vaihe/", steps.month_step, name="month_step"),
    path("tunnit/<uuid:public_id>/<int:year>-<int:month>/palauta/", steps.month_return, name="month_return"),
    path(
        "tunnit/<uuid:public_id>/<int:year>-<int:month>/versio/<int:number>/",
        steps.month_version,
        name="month_version",
    ),
    path("tunnit/yhdistys/<uuid:public_id>/<int:year>-<int:month>/", grid.hours_grid, name="hours_grid"),
    path(
        "tunnit/yhdistys/<uuid:public_id>/<int:year>-<int:month>/laheta/",
        grid.hours_submit,
        name="hours_submit",
    ),
    path(
        "tunnit/yhdistys/<uuid:public_id>/<int:year>-<int:month>/peru/",
        grid.hours_withdraw,
        name="hours_withdraw",
    ),
]
