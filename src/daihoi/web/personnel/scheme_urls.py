"""Personnel: pages under /personnel/<organisation>/scheme/…"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
