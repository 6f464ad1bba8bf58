"""Personnel: pages under /personnel/<organisation>/people/…"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
