"""Addresses under /reports/."""

from django.urls import path

from daihoi.web.reports import page, views

urlpatterns = [
    path("", views.index, name="reports"),
    path("schedule/<int:organisation>/", views.schedule, name="report_schedule"),
    path("make/<int:organisation>/", views.make, name="report_make"),
    path("<int:pk>/", page.report, name="report"),
    path("<int:pk>/words/<slug:section>/", page.words, name="report_words"),
    path("<int:pk>/sign/", page.sign, name="report_sign"),
    path("<int:pk>/word/", page.word, name="report_word"),
    path("<int:pk>/xlsx/", page.xlsx, name="report_xlsx"),
]
