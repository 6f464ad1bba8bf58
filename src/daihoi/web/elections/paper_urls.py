"""Pages of elections (paper), under /elections/."""

from django.urls import path

from daihoi.web.elections import papers

urlpatterns = [
    path("<int:pk>/papers/", papers.index, name="election_papers"),
    path("<int:pk>/papers/<slug:name>.docx", papers.word, name="election_paper"),
    path("<int:pk>/papers/log/<int:number>/", papers.log, name="election_log"),
    path("<int:pk>/papers/result-<int:number>.json", papers.result_file, name="election_round_file"),
]
