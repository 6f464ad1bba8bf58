"""One include a subject."""

from django.urls import include, path

handler500 = "daihoi.web.errors.server_error"

urlpatterns = [
    path("", include("daihoi.web.urls")),
]
