"""Personnel: pages under /personnel/<organisation>/members/…"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
