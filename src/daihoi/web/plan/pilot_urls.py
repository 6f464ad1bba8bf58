"""Pilot congresses, under /pilots/."""

from django.urls import path

from daihoi.web.plan import pilots

urlpatterns = [
    path("", pilots.board, name="pilots"),
    path("<int:pk>/allocate/", pilots.allocate, name="pilots_allocate"),
    path("<int:pk>/choose/", pilots.choose, name="pilots_choose"),
    path("<int:pk>/chosen/", pilots.chosen, name="pilot_chosen"),
]
