"""Pages of elections (hall), under /elections/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
