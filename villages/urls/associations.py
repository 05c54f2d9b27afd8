from django.urls import URLPattern, URLResolver, path

from villages.views import (
    boards,
    model_description,
    public_village,
    publicity,
    resources,
    village_services,
)

OF = "kylat/yhdistykset/<uuid:public_id>/"
KINDS = {"contact": "yhteyshenkilot", "premise": "tilat", "tool": "koneet", "partner": "kumppanit"}

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{OF}resurssit/", resources.association_resources, name="association_resources"),
    path(f"{OF}kumppanit/", resources.association_partners, name="association_partners"),
    *(
        path(f"{OF}{name}/uusi/", resources.resource_new, {"kind": kind}, name=f"{kind}_new")
        for kind, name in KINDS.items()
    ),
    *(
        path(
            f"kylat/{name}/<uuid:public_id>/muuta/",
            resources.resource_edit,
            {"kind": kind},
            name=f"{kind}_edit",
        )
        for kind, name in KINDS.items()
    ),
    path("kylat/palvelut/", village_services.service_list, name="service_list"),
    path("kylat/palvelut/uusi/", village_services.service_new, name="service_new"),
    path("kylat/palvelut/vienti.<str:file_format>", village_services.service_export, name="service_export"),
    path("kylat/palvelut/<uuid:public_id>/muuta/", village_services.service_edit, name="service_edit"),
    path("kylat/vaiheet/", boards.board_overview, name="board_overview"),
    path(f"{OF}vaiheet/", boards.association_board, name="association_board"),
    path(f"{OF}vaiheet/uusi/", boards.board_new, name="board_new"),
    path("kylat/vaiheet/<uuid:public_id>/muuta/", boards.board_step_edit, name="board_step_edit"),
    path(f"{OF}julkinen/", publicity.association_public, name="association_public"),
    path(f"{OF}julkinen/esittely/", publicity.public_words, name="public_words"),
    path(f"{OF}julkinen/tyot/", publicity.public_works, name="public_works"),
    path(f"{OF}julkinen/kuvat/", publicity.public_photos, name="public_photos"),
    path("kylat/kuvat/<uuid:public_id>.jpg", publicity.public_photo_look, name="public_photo_look"),
    path(f"{OF}julkinen/esikatselu/", publicity.public_preview, name="public_preview"),
    path(f"{OF}julkinen/nayta/", publicity.public_show, name="public_show"),
    path(f"{OF}julkinen/piilota/", publicity.public_hide, name="public_hide"),
    path("kylat/malli/", model_description.model_description, name="model_description"),
    path("kylat/malli/<str:language>/muuta/", model_description.model_edit, name="model_edit"),
    path("kylat/malli/<str:language>.txt", model_description.model_text, name="model_text"),
    # Short, since it stands on notice boards.
    path("kyla/<slug:slug>/", public_village.public_village, name="public_village"),
    path(
        "kyla/<slug:slug>/kuvat/<uuid:public_id>.jpg",
        public_village.public_village_photo,
        name="public_village_photo",
    ),
    path(
        "kyla/<slug:slug>/<str:what>.<str:file_format>",
        public_village.public_village_data,
        name="public_village_data",
    ),
]
