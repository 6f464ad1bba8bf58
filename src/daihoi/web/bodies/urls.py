"""Bodies, under /bodies/."""

from django.urls import path

from daihoi.web.bodies import covering, pages

urlpatterns = [
    path("", pages.index, name="bodies"),
    path("coverage/", covering.coverage, name="bodies_coverage"),
    path("coverage/<int:at>/list.xlsx", covering.sheet, name="bodies_coverage_xlsx"),
    path("of/<int:at>/list.xlsx", pages.sheet, name="bodies_xlsx"),
    path("new/<int:organisation>/", pages.new, name="body_new"),
    path("<int:pk>/", pages.body, name="body"),
    path("<int:pk>/change/", pages.change, name="body_change"),
    path("<int:pk>/members/", pages.members, name="body_members"),
    path("<int:pk>/organisations/", covering.given, name="body_given"),
    path("<int:pk>/end/", pages.end, name="body_end"),
]
