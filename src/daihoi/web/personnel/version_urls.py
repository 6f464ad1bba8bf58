"""Personnel: pages under /personnel/<organisation>/versions/…"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
