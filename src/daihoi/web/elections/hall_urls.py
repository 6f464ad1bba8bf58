"""Pages of elections in the hall, under /elections/."""

from django.urls import path

from daihoi.web.elections import comparing, hall, keying, results, rounds, sheets

ROUND = "<int:pk>/rounds/<int:number>/"
urlpatterns = [
    path("<int:pk>/rounds/", rounds.index, name="election_rounds"),
    path("<int:pk>/rounds/open/", rounds.open_next, name="election_round_open"),
    path(ROUND, rounds.show, name="election_round"),
    path(f"{ROUND}ballots.pdf", sheets.ballots, name="election_ballots"),
    path(f"{ROUND}sample.pdf", sheets.sample, name="election_sample"),
    path(f"{ROUND}layout.json", sheets.layout_file, name="election_layout"),
    path(f"{ROUND}sheet-<int:page>.svg", sheets.picture, name="election_sheet"),
    path(f"{ROUND}key/", keying.key, name="election_key"),
    path(f"{ROUND}key/keep/", keying.keep, name="election_keep"),
    path(f"{ROUND}key/enter/", keying.enter, name="election_enter"),
    path(f"{ROUND}compare/", comparing.compare, name="election_compare"),
    path(f"{ROUND}compare/<int:slip>/", comparing.settle, name="election_settle"),
    path("<int:pk>/result/", results.show, name="election_result"),
    path("<int:pk>/result/result.json", results.file, name="election_result_file"),
    path("<int:pk>/hall/", hall.show, name="election_hall"),
]
