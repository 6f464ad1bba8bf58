"""Personnel, under /personnel/. Each subject's part has its own list."""

from django.urls import include, path

from daihoi.web.personnel import index, overview, queue_files, together

urlpatterns = [
    path("", index.index, name="personnel"),
    path("queue.xlsx", queue_files.sheet, name="personnel_queue_xlsx"),
    path("together/", together.groups, name="personnel_groups"),
    path("together/<slug:key>/<slug:act>/", together.decide, name="personnel_together"),
    path("<int:pk>/", overview.place, name="personnel_place"),
    path("<int:pk>/people/", include("daihoi.web.personnel.people_urls")),
    path("<int:pk>/scheme/", include("daihoi.web.personnel.scheme_urls")),
    path("<int:pk>/process/", include("daihoi.web.personnel.process_urls")),
    path("<int:pk>/versions/", include("daihoi.web.personnel.version_urls")),
    path("<int:pk>/members/", include("daihoi.web.personnel.member_urls")),
]
