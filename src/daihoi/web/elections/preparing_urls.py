"""Pages of elections (preparing), under /elections/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
