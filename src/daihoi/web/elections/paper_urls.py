"""Pages of elections (paper), under /elections/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
