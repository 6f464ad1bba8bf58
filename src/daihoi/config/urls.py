"""One include a subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("daihoi.web.urls")),
]
