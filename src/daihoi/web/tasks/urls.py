"""Addresses under /tasks/."""

from django.urls import URLPattern, path

from daihoi.web.tasks import calendar, exports, gantt, index, plans, today, windows

urlpatterns: list[URLPattern] = [
    path("", index.index, name="tasks"),
    path("tasks.xlsx", exports.xlsx, name="tasks_xlsx"),
    path("plan.ics", exports.ics, name="tasks_ics"),
    path("today/", today.today, name="today"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("gantt/", gantt.gantt, name="gantt"),
    path("windows/", windows.index, name="windows"),
    path("windows/<int:pk>/", windows.window, name="window"),
    path("windows/<int:pk>/withdraw/", windows.withdraw, name="window_withdraw"),
    path("task/<int:pk>/", plans.task, name="task"),
    path("task/<int:pk>/change/", plans.change, name="task_change"),
    path("task/<int:pk>/done/", plans.done, name="task_done"),
    path("task/<int:pk>/drop/", plans.drop, name="task_drop"),
    path("task/<int:pk>/reopen/", plans.reopen, name="task_reopen"),
    path("<int:organisation>/", plans.plan_of, name="plan_of"),
    path("<int:organisation>/new/", plans.new, name="task_new"),
    path("<int:organisation>/issue/", plans.issue, name="plan_issue"),
    path("<int:organisation>/versions/", plans.versions, name="plan_versions"),
    path("<int:organisation>/windows/new/", windows.new, name="window_new"),
]
