"""Open places, matching and proposals."""

from django.urls import URLPattern, URLResolver, path

from placements.views import (
    matching,
    matching_figures,
    openings,
    proposal_paper,
    proposal_reply,
    proposals,
)

PLACE = "tyojaksot/paikat/<uuid:public_id>"
PROPOSAL = "tyojaksot/ehdotukset/<uuid:public_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("tyojaksot/paikat/", openings.opening_list, name="opening_list"),
    path("tyojaksot/paikat/uusi/", openings.opening_new, name="opening_new"),
    path(f"{PLACE}/", openings.opening_detail, name="opening_detail"),
    path(f"{PLACE}/muuta/", openings.opening_edit, name="opening_edit"),
    path(f"{PLACE}/avaa/", openings.opening_open, name="opening_open"),
    path(f"{PLACE}/sulje/", openings.opening_close, name="opening_close"),
    path(f"{PLACE}/ihmiset/", matching.opening_people, name="opening_people"),
    path(f"{PLACE}/ehdota/", matching.proposal_make, name="proposal_make"),
    path("tyojaksot/paikat/tyo/<uuid:public_id>/", openings.work_openings, name="work_openings"),
    path("tyojaksot/paikat/henkilo/<uuid:public_id>/", matching.worker_openings, name="worker_openings"),
    path("tyojaksot/ehdotukset/", proposals.proposal_list, name="proposal_list"),
    path("tyojaksot/ehdotukset/kirjeet.pdf", proposal_paper.proposal_letters, name="proposal_letters"),
    path("tyojaksot/ehdotukset/paperilta/", proposal_paper.proposal_keying, name="proposal_keying"),
    path("tyojaksot/ehdotukset/luvut/", matching_figures.matching_figures, name="matching_figures"),
    path(
        "tyojaksot/ehdotukset/luvut/vienti.<str:file_format>",
        matching_figures.matching_export,
        name="matching_export",
    ),
    path(f"{PROPOSAL}/", proposals.proposal_detail, name="proposal_detail"),
    path(f"{PROPOSAL}/hyvaksy/", proposals.proposal_accept, name="proposal_accept"),
    path(f"{PROPOSAL}/vastaus/<str:side>/", proposals.proposal_answer, name="proposal_answer"),
    path(f"{PROPOSAL}/peru/", proposals.proposal_withdraw, name="proposal_withdraw"),
    path(f"{PROPOSAL}/aika/", proposals.proposal_extend, name="proposal_extend"),
    path(f"{PROPOSAL}/linkki/", proposals.proposal_link_new, name="proposal_link_new"),
    path(f"{PROPOSAL}/linkki/pois/", proposals.proposal_link_revoke, name="proposal_link_revoke"),
    path(f"{PROPOSAL}/kirje.pdf", proposal_paper.proposal_letter, name="proposal_letter"),
    path(f"{PROPOSAL}/tyojakso/", proposal_paper.proposal_place, name="proposal_place"),
    path(
        "ihmiset/<uuid:public_id>/toiveet/poista/",
        matching_figures.statements_forget,
        name="statements_forget",
    ),
    # A person answers without an account.
    path("ehdotus/", proposal_reply.proposal_code, name="proposal_code"),
    path("ehdotus/<str:code>/", proposal_reply.proposal_reply, name="proposal_reply"),
]
