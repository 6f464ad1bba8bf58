"""Addresses under /directives/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
