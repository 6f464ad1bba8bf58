"""Addresses under /briefings/."""

from django.urls import URLPattern, path

from daihoi.web.briefings import agenda, index, page

urlpatterns: list[URLPattern] = [
    path("", index.index, name="briefings"),
    path("new/<int:organisation>/", index.new, name="briefing_new"),
    path("places/", page.places, name="briefing_places"),
    path("<int:pk>/", page.briefing, name="briefing"),
    path("<int:pk>/change/", index.change, name="briefing_change"),
    path("<int:pk>/drop/", index.drop, name="briefing_drop"),
    path("<int:pk>/agenda/", agenda.agenda, name="briefing_agenda"),
    path("<int:pk>/minutes/", page.minutes, name="briefing_minutes"),
    path("<int:pk>/points/<int:point>/task/", page.assign, name="briefing_assign"),
    path("<int:pk>/points/<int:point>/answer/", page.answer, name="briefing_answer"),
    path("<int:pk>/papers/<slug:name>/", page.paper, name="briefing_paper"),
]
