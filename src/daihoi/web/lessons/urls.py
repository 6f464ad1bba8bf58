"""Addresses under /lessons/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
