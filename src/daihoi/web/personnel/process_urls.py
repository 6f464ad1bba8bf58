"""Personnel: pages under /personnel/<organisation>/process/…"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
