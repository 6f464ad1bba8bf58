"""Addresses under /directives/."""

from django.urls import path

from daihoi.web.directives import editing, fit, index, overview, page, uptakes

urlpatterns = [
    path("", index.index, name="directives"),
    path("papers.xlsx", index.xlsx, name="directives_xlsx"),
    path("cascade/", overview.overview, name="directives_cascade"),
    path("cascade.xlsx", overview.xlsx, name="directives_cascade_xlsx"),
    path("new/", editing.new, name="directive_new"),
    path("disseminate/", uptakes.disseminate, name="directives_disseminate"),
    path("<int:pk>/", page.directive, name="directive"),
    path("<int:pk>/cascade.xlsx", page.xlsx, name="directive_xlsx"),
    path("<int:pk>/file/", page.file, name="directive_file"),
    path("<int:pk>/change/", editing.change, name="directive_change"),
    path("<int:pk>/withdraw/", editing.withdraw, name="directive_withdraw"),
    path("<int:pk>/take/", uptakes.take, name="directive_take"),
    path("<int:pk>/dissemination/", uptakes.correct, name="directive_dissemination"),
    path("<int:pk>/fit/", fit.fit, name="directive_fit"),
    path("<int:pk>/fit.xlsx", fit.xlsx, name="directive_fit_xlsx"),
]
