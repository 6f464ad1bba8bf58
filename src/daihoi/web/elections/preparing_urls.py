"""Pages of elections before the vote, under /elections/."""

from django.urls import path

from daihoi.web.elections import bases, committee, deciding, index, page, people, schemes

urlpatterns = [
    path("", index.index, name="elections"),
    path("new/<int:organisation>/", index.new, name="election_new"),
    path("<int:pk>/", page.overview, name="election"),
    path("<int:pk>/withdraw/", page.withdraw, name="election_withdraw"),
    path("<int:pk>/facts/", page.facts, name="election_facts"),
    path("<int:pk>/steps/<slug:key>/", page.step, name="election_step"),
    path("<int:pk>/list/", people.listed, name="election_list"),
    path("<int:pk>/list/add/", people.nominate, name="election_nominate"),
    path("<int:pk>/list/scheme/", schemes.take, name="election_scheme"),
    path("<int:pk>/list/straw/", people.straw, name="election_straw"),
    path("<int:pk>/list/<int:nominee>/", people.change, name="election_nominee"),
    path("<int:pk>/list/<int:nominee>/withdrawal/", people.withdrawal, name="election_withdrawal"),
    path("<int:pk>/list/<int:nominee>/drop/", people.drop, name="election_drop"),
    path("<int:pk>/base/", bases.base, name="election_base"),
    path("<int:pk>/committee/", committee.committee, name="election_committee"),
    path("<int:pk>/decide/", deciding.decide, name="election_decide"),
]
