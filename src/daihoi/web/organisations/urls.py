"""Organisations, under /organisations/."""

from django.urls import path

from daihoi.web.organisations import changes, index, page, preparation, structure
from daihoi.web.plan import marks, overlays, plans

urlpatterns = [
    path("", index.index, name="organisations"),
    path("options/", index.options, name="organisation_options"),
    path("<int:pk>/", page.organisation, name="organisation"),
    path("<int:pk>/preparation/", preparation.preparation, name="organisation_preparation"),
    path("<int:pk>/history/", page.history, name="organisation_history"),
    path("<int:pk>/found/", changes.found, name="organisation_found"),
    path("<int:pk>/change/", changes.change, name="organisation_change"),
    path("<int:pk>/correct/", changes.correct, name="organisation_correct"),
    path("<int:pk>/move/", changes.move, name="organisation_move"),
    path("<int:pk>/end/", changes.end, name="organisation_end"),
    path("<int:pk>/members/", changes.members, name="organisation_members"),
    path("<int:pk>/changes/<int:change>/undo/", changes.undo, name="organisation_undo"),
    path("<int:pk>/merge/", structure.merge, name="organisation_merge"),
    path("<int:pk>/split/", structure.split, name="organisation_split"),
    path("<int:pk>/report/", marks.report, name="congress_report"),
    path("<int:pk>/milestones/<slug:key>/", marks.mark, name="congress_mark"),
    path("<int:pk>/milestones/<slug:key>/back/", marks.unmark, name="congress_unmark"),
    path("<int:pk>/plan/", plans.plan, name="congress_plan"),
    path("<int:pk>/rules/", plans.repin, name="congresses_repin"),
    path("<int:pk>/open/", plans.open_term, name="congresses_open"),
    path("<int:pk>/overlay/", overlays.load, name="overlay_load"),
]
