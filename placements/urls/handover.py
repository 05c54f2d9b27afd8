from django.urls import URLPattern, URLResolver, path

from placements.views import handover

OF = "rahat/luovutus/<uuid:public_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("rahat/luovutus/yhdistys/<uuid:public_id>/", handover.handover_new, name="handover_new"),
    path(OF, handover.handover, name="handover"),
    path(OF + "paketti.pdf", handover.handover_pdf, name="handover_pdf"),
    path(OF + "kayty/<str:item>/", handover.handover_tick, name="handover_tick"),
]
