"""The audit log."""

from django.urls import path

from daihoi.web import audit

urlpatterns = [path("", audit.log, name="audit")]
