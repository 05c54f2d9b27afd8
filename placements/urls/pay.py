from django.urls import URLPattern, URLResolver, path

from placements.views import money, pay, pay_files, pay_one, pay_rules

PERIOD = "rahat/palkkakausi/<uuid:public_id>"
PAY = "rahat/palkka/<uuid:public_id>"
RULES = "rahat/palkkasaannot"

urlpatterns: list[URLPattern | URLResolver] = [
    path("rahat/", money.money, name="money"),
    path("rahat/palkkakaudet/<uuid:public_id>/", pay.pay_periods, name="pay_periods"),
    path("rahat/palkkakaudet/<uuid:public_id>/uudet/", pay.pay_periods_new, name="pay_periods_new"),
    path(f"{PERIOD}/", pay.pay_period, name="pay_period"),
    path(f"{PERIOD}/muuta/", pay.pay_period_edit, name="pay_period_edit"),
    path(f"{PERIOD}/laske/", pay.pay_compute, name="pay_compute"),
    path(f"{PERIOD}/sulje/", pay.pay_close, name="pay_close"),
    path(f"{PERIOD}/maksettu/", pay.pay_paid, name="pay_paid"),
    path(f"{PERIOD}/tulorekisteri/", pay_files.pay_register, name="pay_register"),
    path(
        f"{PERIOD}/tulorekisteri.<str:file_format>",
        pay_files.pay_register_export,
        name="pay_register_export",
    ),
    path(f"{PERIOD}/palkanlaskentaan.<str:file_format>", pay_files.pay_handover, name="pay_handover"),
    path(f"{PERIOD}/rivit.<str:file_format>", pay_files.pay_lines, name="pay_lines"),
    path(f"{PERIOD}/kirjanpitoon.<str:file_format>", pay_files.pay_books, name="pay_books"),
    path(f"{PAY}/", pay_one.pay_detail, name="pay_detail"),
    path(f"{PAY}/rivi/", pay_one.pay_line_new, name="pay_line_new"),
    path("rahat/palkkarivi/<uuid:public_id>/poista/", pay_one.pay_line_remove, name="pay_line_remove"),
    path(f"{PAY}/korjaa/", pay_one.pay_correct, name="pay_correct"),
    path(f"{PAY}/ei-maksettu/", pay_one.pay_unpaid, name="pay_unpaid"),
    path(f"{PAY}/ilmoitettu/", pay_one.pay_reported, name="pay_reported"),
    path(f"{RULES}/yhdistys/<uuid:public_id>/", pay_rules.pay_rules, name="pay_rules"),
    path(f"{RULES}/yhdistys/<uuid:public_id>/uudet/", pay_rules.pay_rules_new, name="pay_rules_new"),
    path(f"{RULES}/<uuid:public_id>/muuta/", pay_rules.pay_rules_edit, name="pay_rules_edit"),
    path(f"{RULES}/<uuid:public_id>/poissaolo/", pay_rules.absence_new, name="absence_new"),
    path(f"{RULES}/poissaolo/<uuid:public_id>/", pay_rules.absence_edit, name="absence_edit"),
    path(f"{RULES}/poissaolo/<uuid:public_id>/poista/", pay_rules.absence_remove, name="absence_remove"),
]
