"""People, their benefits and Kela's lists."""

from django.urls import URLPattern, URLResolver, path

from workers.views import (
    counselling,
    facts,
    identity_code,
    kela,
    kela_months,
    people,
    read_log,
    relationships,
    search,
    steps,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("haku/", search.search, name="search"),
    path("katseluloki/", read_log.read_log, name="read_log"),
    path("ihmiset/", people.worker_list, name="worker_list"),
    path("ihmiset/uusi/", people.worker_new, name="worker_new"),
    path("ihmiset/vienti.<str:file_format>", people.worker_export, name="worker_export"),
    path("ihmiset/porras/", steps.step_list, name="step_list"),
    path("ihmiset/porras/vienti.<str:file_format>", steps.step_export, name="step_export"),
    path("ihmiset/kela/", kela.kela, name="kela"),
    path("ihmiset/kela/uusi/", kela.kela_new, name="kela_new"),
    path("ihmiset/kela/listat/<uuid:public_id>/", kela.kela_list, name="kela_list"),
    path("ihmiset/kela/listat/<uuid:public_id>/sarakkeet/", kela.kela_columns, name="kela_columns"),
    path("ihmiset/kela/listat/<uuid:public_id>/tuo/", kela.kela_apply, name="kela_apply"),
    path("ihmiset/kela/listat/<uuid:public_id>/peru/", kela.kela_undo, name="kela_undo"),
    path(
        "ihmiset/kela/listat/<uuid:public_id>/virheet.<str:file_format>", kela.kela_faults, name="kela_faults"
    ),
    path("ihmiset/kela/<int:year>/<int:month>/", kela_months.kela_month, name="kela_month"),
    path(
        "ihmiset/kela/<int:year>/<int:month>/vienti.<str:file_format>",
        kela_months.kela_month_export,
        name="kela_month_export",
    ),
    path("ihmiset/kela/ero/<uuid:public_id>/", kela_months.benefit_month, name="benefit_month"),
    path("ihmiset/<uuid:public_id>/", people.worker_detail, name="worker_detail"),
    path("ihmiset/<uuid:public_id>/muuta/", people.worker_edit, name="worker_edit"),
    path("ihmiset/<uuid:public_id>/tunnus/", identity_code.worker_reveal, name="worker_reveal"),
    path("ihmiset/<uuid:public_id>/katseluloki/", read_log.worker_readlog, name="worker_readlog"),
    path("ihmiset/<uuid:public_id>/asiakkuus/uusi/", relationships.relationship_new, name="relationship_new"),
    path(
        "ihmiset/asiakkuus/<uuid:public_id>/muuta/",
        relationships.relationship_edit,
        name="relationship_edit",
    ),
    path(
        "ihmiset/asiakkuus/<uuid:public_id>/paata/", relationships.relationship_end, name="relationship_end"
    ),
    path(
        "ihmiset/asiakkuus/<uuid:public_id>/jatka/",
        relationships.relationship_reopen,
        name="relationship_reopen",
    ),
    path("ihmiset/seuranta/", counselling.follow_up_list, name="follow_up_list"),
    path("ihmiset/seuranta/<uuid:public_id>/", counselling.follow_up, name="follow_up"),
    path("ihmiset/asiakkuus/<uuid:public_id>/lahto/", counselling.exit_edit, name="exit_edit"),
    path("ihmiset/<uuid:public_id>/keskustelu/uusi/", counselling.meeting_new, name="meeting_new"),
    path("ihmiset/keskustelu/<uuid:public_id>/muuta/", counselling.meeting_edit, name="meeting_edit"),
    path("ihmiset/<uuid:public_id>/osaaminen/uusi/", counselling.competence_new, name="competence_new"),
    path("ihmiset/osaaminen/<uuid:public_id>/muuta/", counselling.competence_edit, name="competence_edit"),
    path("ihmiset/<uuid:public_id>/tyottomyys/uusi/", facts.spell_new, name="spell_new"),
    path("ihmiset/tyottomyys/<uuid:public_id>/muuta/", facts.spell_edit, name="spell_edit"),
    path("ihmiset/<uuid:public_id>/tausta/uusi/", facts.background_new, name="background_new"),
]
