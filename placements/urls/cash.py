from django.urls import URLPattern, URLResolver, path

from placements.views import cash, loans

OF = "rahat/kassa/<uuid:public_id>/"
LOAN = "rahat/lainat/<uuid:public_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("rahat/kassa/", cash.cash_list, name="cash_list"),
    path(OF, cash.cash_line, name="cash_line"),
    path(OF + "vienti.<str:file_format>", cash.cash_export, name="cash_export"),
    path(OF + "saldo/", cash.cash_balance, name="cash_balance"),
    path(OF + "uusi/", cash.cash_item_new, name="cash_item_new"),
    path(OF + "yksi-lisaa/", cash.cash_whatif, name="cash_whatif"),
    path(OF + "laina/", loans.loan_new, name="loan_new"),
    path("rahat/tulot-ja-menot/<uuid:public_id>/", cash.cash_item_edit, name="cash_item_edit"),
    path("rahat/tulot-ja-menot/<uuid:public_id>/poista/", cash.cash_item_remove, name="cash_item_remove"),
    path(LOAN, loans.loan_detail, name="loan_detail"),
    path(LOAN + "muuta/", loans.loan_edit, name="loan_edit"),
    path(LOAN + "nosta/", loans.loan_draw, name="loan_draw"),
    path(LOAN + "maksa/", loans.loan_repay, name="loan_repay"),
    path("rahat/nostot/<uuid:public_id>/poista/", loans.draw_remove, name="loan_draw_remove"),
    path(
        "rahat/takaisinmaksut/<uuid:public_id>/poista/", loans.repayment_remove, name="loan_repayment_remove"
    ),
]
