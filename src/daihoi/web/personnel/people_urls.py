"""Personnel: pages under /personnel/<organisation>/people/…"""

from django.urls import path

from daihoi.web.personnel import people, people_alike, people_dossiers, people_import, people_import_preview

urlpatterns = [
    path("", people.listing, name="personnel_people"),
    path("list.xlsx", people.listing_xlsx, name="personnel_people_xlsx"),
    path("new/", people.new, name="personnel_person_new"),
    path("alike/", people_alike.pairs, name="personnel_alike"),
    path("alike/decide/", people_alike.decide, name="personnel_alike_decide"),
    path("dossiers/", people_dossiers.board, name="personnel_dossiers"),
    path("dossiers.xlsx", people_dossiers.board_xlsx, name="personnel_dossiers_xlsx"),
    path("import/", people_import.index, name="personnel_import"),
    path("import/form.xlsx", people_import.empty_form, name="personnel_import_form"),
    path("import/<slug:token>/columns/", people_import.columns, name="personnel_import_columns"),
    path("import/<slug:token>/", people_import_preview.preview, name="personnel_import_preview"),
    path("import/<slug:token>/problems.xlsx", people_import_preview.problems, name="personnel_import_problems"),
    path("import/<slug:token>/apply/", people_import_preview.apply, name="personnel_import_apply"),
    path("import/<slug:token>/discard/", people_import.discard, name="personnel_import_discard"),
    path("<int:person>/", people.page, name="personnel_person"),
    path("<int:person>/edit/", people.edit, name="personnel_person_edit"),
    path("<int:person>/remove/", people.remove, name="personnel_person_remove"),
    path("<int:person>/pool/", people.pool, name="personnel_pool"),
    path("<int:person>/dossier/", people_dossiers.dossier, name="personnel_dossier"),
    path("<int:person>/dossier/<slug:item>/", people_dossiers.item, name="personnel_dossier_item"),
    path("<int:person>/dossier/<slug:item>/file/", people_dossiers.item_file, name="personnel_dossier_file"),
    path("<int:person>/reviews/<slug:review>/", people_dossiers.review, name="personnel_review"),
]
