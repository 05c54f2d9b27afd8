from django.urls import URLPattern, URLResolver, path

from villages.views import houses, needs, orders, survey_works, work_photos, work_steps, works

WORK = "tyot/<uuid:public_id>/"
NEED = "tarpeet/<uuid:public_id>/"
HOUSE = "kylat/talot/<uuid:public_id>/"
RESTORATION = "kylat/talot/kunnostukset/<uuid:public_id>/"
COST = "kylat/talot/kulut/<uuid:public_id>/"
ORDER = "tilaukset/<uuid:public_id>/"
PHOTO = "tyot/kuvat/<uuid:public_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tyot/", works.work_list, name="work_list"),
    path("tyot/taulu/", works.work_board, name="work_board"),
    path("tyot/uusi/", works.work_new, name="work_new"),
    path("tyot/vastauksista/", survey_works.work_from_answers, name="work_from_answers"),
    path("tyot/yhdista/", work_steps.work_merge, name="work_merge"),
    path("tyot/vienti.<str:file_format>", works.work_export, name="work_export"),
    path(WORK, works.work_detail, name="work_detail"),
    path(f"{WORK}muuta/", works.work_edit, name="work_edit"),
    path(f"{WORK}selvitys/", work_steps.work_statement, name="work_statement"),
    path(f"{WORK}valitse/", work_steps.work_choose, name="work_choose"),
    path(f"{WORK}suunnittele/", work_steps.work_plan, name="work_plan"),
    path(f"{WORK}aloita/", work_steps.work_start, name="work_start"),
    path(f"{WORK}valmis/", work_steps.work_done, name="work_done"),
    path(f"{WORK}jata/", work_steps.work_drop, name="work_drop"),
    path(f"{WORK}kumoa/", work_steps.work_undo, name="work_undo"),
    path(f"{WORK}jaa/", work_steps.work_split, name="work_split"),
    path(f"{WORK}jaa/kumoa/", work_steps.work_unsplit, name="work_unsplit"),
    path(f"{WORK}yhdista/kumoa/", work_steps.work_unmerge, name="work_unmerge"),
    path(f"{WORK}kuvat/uusi/", work_photos.work_photo_new, name="work_photo_new"),
    path(f"{PHOTO}.<str:file_format>", work_photos.work_photo, name="work_photo"),
    path(f"{PHOTO}/poista/", work_photos.work_photo_remove, name="work_photo_remove"),
    path("tarpeet/", needs.need_list, name="need_list"),
    path("tarpeet/uusi/", needs.need_new, name="need_new"),
    path("tarpeet/vastauksista/", survey_works.need_from_answers, name="need_from_answers"),
    path(NEED, needs.need_detail, name="need_detail"),
    path(f"{NEED}muuta/", needs.need_edit, name="need_edit"),
    path(f"{NEED}vastaa/", needs.need_answer, name="need_answer"),
    path(f"{NEED}kumoa/", needs.need_undo, name="need_undo"),
    path("kylat/talot/", houses.house_list, name="house_list"),
    path("kylat/talot/uusi/", houses.house_new, name="house_new"),
    path(HOUSE, houses.house_detail, name="house_detail"),
    path(f"{HOUSE}muuta/", houses.house_edit, name="house_edit"),
    path(f"{HOUSE}kunnostukset/uusi/", houses.restoration_new, name="restoration_new"),
    path(RESTORATION, houses.restoration_detail, name="restoration_detail"),
    path(f"{RESTORATION}muuta/", houses.restoration_edit, name="restoration_edit"),
    path(f"{RESTORATION}kulut/uusi/", houses.cost_new, name="cost_new"),
    path(f"{RESTORATION}kuvat/uusi/", work_photos.restoration_photo_new, name="restoration_photo_new"),
    path(f"{COST}muuta/", houses.cost_edit, name="cost_edit"),
    path("tilaukset/", orders.order_list, name="order_list"),
    path("tilaukset/uusi/", orders.order_new, name="order_new"),
    path("tilaukset/vienti.<str:file_format>", orders.order_export, name="order_export"),
    path(ORDER, orders.order_detail, name="order_detail"),
    path(f"{ORDER}muuta/", orders.order_edit, name="order_edit"),
    path(f"{ORDER}tehty/", orders.order_done, name="order_done"),
    path(f"{ORDER}laskuta/", orders.order_invoice, name="order_invoice"),
    path(f"{ORDER}maksettu/", orders.order_pay, name="order_pay"),
    path(f"{ORDER}palauta/", orders.order_refund, name="order_refund"),
    path(f"{ORDER}peru/", orders.order_cancel, name="order_cancel"),
    path(f"{ORDER}kumoa/", orders.order_undo, name="order_undo"),
    path("tilaukset/kuitit/<uuid:public_id>.<str:file_format>", orders.receipt_file, name="receipt_file"),
]
