"""Addresses under /spending/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
