from django.urls import URLPattern, URLResolver, path

from villages.views import (
    survey_exchange,
    survey_imports,
    survey_links,
    survey_making,
    survey_paper,
    survey_results,
)

ALL = "kylat/kartoitukset/"
ONE = f"{ALL}<uuid:public_id>/"
FILE = f"{ALL}tiedostot/<uuid:public_id>/"
QUESTION = f"{ALL}kysymykset/<uuid:public_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(ALL, survey_making.survey_list, name="survey_list"),
    path(f"{ALL}uusi/", survey_making.survey_new, name="survey_new"),
    path(ONE, survey_making.survey_detail, name="survey_detail"),
    path(f"{ONE}muuta/", survey_making.survey_edit, name="survey_edit"),
    path(f"{ONE}esikatselu/", survey_making.survey_preview, name="survey_preview"),
    path(f"{ONE}avaa/", survey_making.survey_open, name="survey_open"),
    path(f"{ONE}sulje/", survey_making.survey_close, name="survey_close"),
    path(f"{ONE}julkaise/", survey_making.survey_publish, name="survey_publish"),
    path(f"{ONE}kopioi/", survey_making.survey_copy, name="survey_copy"),
    path(f"{ONE}kysymykset/uusi/<str:kind>/", survey_making.question_new, name="question_new"),
    path(f"{QUESTION}muuta/", survey_making.question_edit, name="question_edit"),
    path(f"{QUESTION}siirra/<str:direction>/", survey_making.question_move, name="question_move"),
    path(f"{QUESTION}poista/", survey_making.question_remove, name="question_remove"),
    path(f"{ONE}lomake-<str:language>.<str:file_format>", survey_paper.survey_form, name="survey_form"),
    path(f"{ONE}paperit/", survey_paper.survey_papers, name="survey_papers"),
    path(f"{ONE}tulokset/", survey_results.survey_results, name="survey_results"),
    path(f"{ONE}tekstit/", survey_results.survey_texts, name="survey_texts"),
    path(f"{ONE}yhteystiedot/", survey_results.survey_contacts, name="survey_contacts"),
    path(f"{ONE}vastaukset.<str:file_format>", survey_results.survey_export, name="survey_export"),
    path(f"{ONE}luvut.<str:file_format>", survey_results.survey_counts, name="survey_counts"),
    path(f"{ONE}taulu-<str:language>.<str:file_format>", survey_results.survey_sheet, name="survey_sheet"),
    path(f"{ALL}vastaus/<uuid:public_id>/tunnisteet/", survey_results.answer_tag, name="answer_tag"),
    path(f"{ALL}kuvat/<uuid:public_id>.<str:file_format>", survey_results.survey_photo, name="survey_photo"),
    path(f"{ONE}xlsform.<str:file_format>", survey_exchange.survey_xlsform, name="survey_xlsform"),
    path(f"{ONE}xlsform/tuo/", survey_exchange.survey_xlsform_import, name="survey_xlsform_import"),
    path(f"{ONE}tuonti/", survey_imports.answer_imports, name="answer_imports"),
    path(FILE, survey_imports.answer_import, name="answer_import"),
    path(f"{FILE}tuo/", survey_imports.answer_import_bring, name="answer_import_bring"),
    path(f"{FILE}kumoa/", survey_imports.answer_import_undo, name="answer_import_undo"),
    path(f"{ONE}vastaustiedosto/", survey_results.survey_file, name="survey_file"),
    path(f"{ALL}vastaustiedosto/<uuid:public_id>/", survey_results.answer_file, name="answer_file"),
    path(f"{ONE}linkit/", survey_links.survey_links, name="survey_links"),
    path(f"{ONE}juliste-<str:language>.<str:file_format>", survey_links.survey_poster, name="survey_poster"),
]
