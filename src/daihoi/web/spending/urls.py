"""Addresses under /spending/."""

from django.urls import path

from daihoi.web.spending import pages

urlpatterns = [
    path("", pages.index, name="spending"),
    path("spending.xlsx", pages.index_xlsx, name="spending_xlsx"),
    path("<int:pk>/paste/", pages.paste, name="spending_paste"),
    path("<int:pk>/lines/<str:line>/", pages.line, name="spending_line"),
    path("<int:pk>/lines/<str:line>/drop/", pages.drop, name="spending_drop"),
    path("norms/", pages.norms, name="spending_norms"),
    path("norms.xlsx", pages.norms_xlsx, name="spending_norms_xlsx"),
    path("norms/<int:pk>/new/", pages.norm_new, name="norm_new"),
    path("norms/<int:pk>/<int:norm>/end/", pages.norm_end, name="norm_end"),
]
