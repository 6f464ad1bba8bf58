"""Visits, checklists and how a subtree is supervised, under /supervision/."""

from django.urls import path

from daihoi.web.supervision import checklists, index, page, planning, sending, sheet

urlpatterns = [
    path("", index.index, name="supervision"),
    path("of/<int:at>/list.xlsx", index.sheet, name="supervision_xlsx"),
    path("state/", index.state, name="supervision_state"),
    path("state/<int:at>/list.xlsx", index.state_sheet, name="supervision_state_xlsx"),
    path("tasks/", index.reminders, name="supervision_reminders"),
    path("tasks/<int:at>/list.xlsx", index.reminders_sheet, name="supervision_reminders_xlsx"),
    path("checklists/", checklists.index, name="checklists"),
    path("checklists/new/<int:organisation>/", checklists.new, name="checklist_new"),
    path("checklists/take/<int:organisation>/<slug:key>/", checklists.take, name="checklist_take"),
    path("checklists/<int:pk>/", checklists.checklist, name="checklist"),
    path("checklists/<int:pk>/change/", checklists.change, name="checklist_change"),
    path("checklists/<int:pk>/retire/", checklists.retire, name="checklist_retire"),
    path("worker.js", sending.worker, name="visit_worker"),
    path("options/", planning.options, name="visit_options"),
    path("new/", planning.where, name="visit_where"),
    path("new/<int:organisation>/", planning.new, name="visit_new"),
    path("<int:pk>/", page.visit, name="visit"),
    path("<int:pk>/change/", planning.change, name="visit_change"),
    path("<int:pk>/drop/", planning.drop, name="visit_drop"),
    path("<int:pk>/held/", planning.hold, name="visit_hold"),
    path("<int:pk>/conclude/", planning.conclude, name="visit_conclude"),
    path("<int:pk>/sheet/", sheet.sheet, name="visit_sheet"),
    path("<int:pk>/sheet/choose/", page.choose, name="visit_choose"),
    path("<int:pk>/sheet/find/", sheet.find, name="visit_find"),
    path("<int:pk>/sheet/file/", sheet.add_file, name="visit_add_file"),
    path("<int:pk>/sheet/send/", sending.send, name="visit_send"),
    path("<int:pk>/sheet/send/file/", sending.send_file, name="visit_send_file"),
    path("<int:pk>/findings/<int:number>/strike/", page.strike, name="visit_strike"),
    path("<int:pk>/files/<int:number>/", page.file, name="visit_file"),
]
