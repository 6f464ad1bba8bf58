"""People and access, under /people/."""

from django.urls import path

from daihoi.web.access import people

urlpatterns = [
    path("", people.index, name="people"),
    path("new/", people.new, name="people_new"),
    path("places/", people.places, name="people_places"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/rename/", people.rename, name="people_rename"),
    path("<int:pk>/close/", people.close, name="people_close"),
    path("<int:pk>/open/", people.reopen, name="people_open"),
    path("<int:pk>/grant/", people.grant, name="people_grant"),
    path("<int:pk>/reset/", people.reset, name="people_reset"),
    path("<int:pk>/grants/<int:grant>/end/", people.end, name="people_end"),
]
