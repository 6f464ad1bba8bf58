"""Personnel: pages under /personnel/<organisation>/members/…"""

from django.urls import path

from daihoi.web.personnel import afterwards, departures, figures, members

urlpatterns = [
    path("", members.listing, name="personnel_members"),
    path("xlsx/", members.listing_xlsx, name="personnel_members_xlsx"),
    path("new/", members.new, name="personnel_member_new"),
    path("enter/", members.several, name="personnel_members_enter"),
    path("<int:member>/edit/", members.edit, name="personnel_member_edit"),
    path("<int:member>/leave/", members.leave, name="personnel_member_leave"),
    path("<int:member>/back/", members.back, name="personnel_member_back"),
    path("<int:member>/remove/", members.remove, name="personnel_member_remove"),
    path("afterwards/", afterwards.page, name="personnel_afterwards"),
    path("afterwards/xlsx/", afterwards.page_xlsx, name="personnel_afterwards_xlsx"),
    path("afterwards/enter/", afterwards.enter, name="personnel_afterwards_enter"),
    path("figures/", figures.page, name="personnel_figures"),
    path("figures/xlsx/", figures.page_xlsx, name="personnel_figures_xlsx"),
    path("departures/", departures.listing, name="personnel_departures"),
    path("departures/xlsx/", departures.listing_xlsx, name="personnel_departures_xlsx"),
    path("departures/new/", departures.new, name="personnel_departure_new"),
    path("departures/<int:person>/", departures.edit, name="personnel_departure"),
    path("offices/", departures.offices, name="personnel_offices"),
    path("offices/new/", departures.merge, name="personnel_offices_new"),
    path("offices/<int:merged>/end/", departures.part, name="personnel_offices_end"),
    path("offices/<int:merged>/remove/", departures.remove, name="personnel_offices_remove"),
]
