"""Addresses under /difficulties/."""

from django.urls import URLPattern, path

from daihoi.web.difficulties import answers, arrangement, index, page, raising

urlpatterns: list[URLPattern] = [
    path("", index.index, name="difficulties"),
    path("xlsx/", index.sheet, name="difficulties_xlsx"),
    path("new/", raising.new, name="difficulty_new"),
    path("places/", raising.places, name="difficulties_places"),
    path("alike/", raising.alike, name="difficulties_alike"),
    path("answers/", answers.index, name="answers"),
    path("answers/xlsx/", answers.sheet, name="answers_xlsx"),
    path("answers/new/<int:organisation>/", answers.new, name="answer_new"),
    path("answers/<int:pk>/", answers.answer, name="answer"),
    path("answers/<int:pk>/withdraw/", answers.withdraw, name="answer_withdraw"),
    path("arrangement/", arrangement.index, name="difficulties_arrangement"),
    path("arrangement/<int:organisation>/<slug:subject>/", arrangement.change, name="difficulties_answerer"),
    path("<int:pk>/", page.difficulty, name="difficulty"),
    path("<int:pk>/answer/", page.answer, name="difficulty_answer"),
    path("<int:pk>/pass-up/", page.pass_up, name="difficulty_pass_up"),
    path("<int:pk>/reopen/", page.reopen, name="difficulty_reopen"),
    path("<int:pk>/take-back/", page.take_back, name="difficulty_take_back"),
    path("<int:pk>/join/", page.join, name="difficulty_join"),
    path("<int:pk>/publish/", page.publish, name="difficulty_publish"),
]
