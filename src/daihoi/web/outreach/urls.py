"""Addresses under /outreach/."""

from django.urls import path

from daihoi.web.outreach import pages

urlpatterns = [
    path("", pages.index, name="outreach"),
    path("outreach.xlsx", pages.index_xlsx, name="outreach_xlsx"),
    path("enter/<int:pk>/", pages.enter, name="outreach_enter"),
    path("opinion/", pages.opinions, name="opinions"),
    path("opinion/enter/<int:pk>/", pages.opinion_enter, name="opinion_enter"),
]
