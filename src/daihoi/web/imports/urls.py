"""Importing and exporting lists of organisations."""

from django.urls import path

from daihoi.web.imports import export, mapping, preview, views

urlpatterns = [
    path("imports/", views.index, name="imports"),
    path("imports/upload/", views.upload, name="import_upload"),
    path("imports/form.xlsx", export.empty_form, name="import_form"),
    path("imports/done/<int:change>/", views.done, name="import_done"),
    path("imports/done/<int:change>/undo/", views.undo, name="import_undo"),
    path("imports/lists/<slug:token>/columns/", mapping.columns, name="import_map"),
    path("imports/lists/<slug:token>/preview/", preview.preview, name="import_preview"),
    path("imports/lists/<slug:token>/problems.xlsx", preview.problems, name="import_problems"),
    path("imports/lists/<slug:token>/apply/", preview.apply, name="import_apply"),
    path("imports/lists/<slug:token>/discard/", views.discard, name="import_discard"),
    path("organisations/<int:pk>/export.<str:form>", export.export, name="export"),
]
