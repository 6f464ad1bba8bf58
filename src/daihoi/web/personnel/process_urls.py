"""Personnel: pages under /personnel/<organisation>/process/…"""

from django.urls import path

from daihoi.web.personnel import process, process_leaving, process_papers

urlpatterns = [
    path("", process.overview, name="personnel_process"),
    path("open/", process.open_step, name="personnel_step_open"),
    path("papers/", process_papers.index, name="personnel_papers"),
    path("papers/<slug:name>.docx", process_papers.word, name="personnel_paper"),
    path("papers/<slug:name>.xlsx", process_papers.xlsx, name="personnel_paper_xlsx"),
    path("leave/<int:person>/", process_leaving.leave, name="personnel_leave"),
    path("leave/<int:person>/undo/", process_leaving.undo, name="personnel_leave_undo"),
    path("<int:step>/", process.step, name="personnel_step"),
    path("<int:step>/votes/", process.votes, name="personnel_step_votes"),
    path("<int:step>/base/", process.base, name="personnel_step_base"),
    path("<int:step>/close/", process.close, name="personnel_step_close"),
    path("<int:step>/reopen/", process.reopen, name="personnel_step_reopen"),
    path("<int:step>/aside/", process.set_aside, name="personnel_step_aside"),
    path("<int:step>/papers/<slug:name>.docx", process_papers.step_word, name="personnel_step_paper"),
    path("<int:step>/result.xlsx", process_papers.step_xlsx, name="personnel_step_xlsx"),
]
