from django.urls import URLPattern, URLResolver, path

from placements.views import claim_forms, claims, deadlines, financing

CLAIM = "rahat/hakemukset/<uuid:public_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("rahat/hakemukset/", claims.claims_due, name="claims_due"),
    path("rahat/hakemukset/kaikki/", claims.claim_list, name="claim_list"),
    path("rahat/hakemukset/uusi/", claims.claim_new, name="claim_new"),
    path(CLAIM, claims.claim, name="claim"),
    path(f"{CLAIM}laheta/", claims.claim_send, name="claim_send"),
    path(f"{CLAIM}maksettu/", claims.claim_settle, name="claim_settle"),
    path(f"{CLAIM}peritty/", claims.claim_recover, name="claim_recover"),
    path(f"{CLAIM}korjaa/", claims.claim_correct, name="claim_correct"),
    path(f"{CLAIM}poista/", claims.claim_discard, name="claim_discard"),
    path(f"{CLAIM}hakemus.<str:file_format>", claims.claim_file, name="claim_file"),
    path("rahat/lomakkeet/", claim_forms.claim_templates, name="claim_templates"),
    path("rahat/lomakkeet/uusi/", claim_forms.claim_template_new, name="claim_template_new"),
    path("rahat/lomakkeet/<uuid:public_id>/", claim_forms.claim_template, name="claim_template"),
    path("rahat/rahoitus/", financing.financing, name="financing"),
    path("rahat/rahoitus/<uuid:public_id>/", financing.placement_financing, name="placement_financing"),
    path("rahat/rahoitus/<uuid:public_id>/uusi/", financing.funding_new, name="funding_new"),
    path("rahat/muu-raha/<uuid:public_id>/poista/", financing.funding_remove, name="funding_remove"),
    path("maaraajat/", deadlines.deadlines, name="deadlines"),
    path("maaraajat/kalenteri/", deadlines.calendar, name="calendar"),
    path("maaraajat/kalenteri/<str:secret>.ics", deadlines.calendar_feed, name="calendar_feed"),
]
