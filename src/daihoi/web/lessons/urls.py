"""Addresses under /lessons/."""

from django.urls import path

from daihoi.web.lessons import comparing, published, reviews, training

urlpatterns = [
    path("", reviews.index, name="lessons"),
    path("reviews.xlsx", reviews.index_xlsx, name="lessons_xlsx"),
    path("<int:pk>/summary.docx", reviews.summary_word, name="lessons_summary"),
    path("<int:pk>/kinds/", reviews.kinds, name="lesson_kinds"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/edit/", reviews.review_edit, name="review_edit"),
    path("reviews/<int:pk>/review.docx", reviews.review_word, name="review_word"),
    path("published/", published.index, name="lessons_published"),
    path("published/new/<int:pk>/", published.new, name="lesson_new"),
    path("published/<int:pk>/", published.lesson, name="lesson"),
    path("published/<int:pk>/change/", published.change, name="lesson_change"),
    path("published/<int:pk>/withdraw/", published.withdraw, name="lesson_withdraw"),
    path("published/<int:pk>/read/", published.read, name="lesson_read"),
    path("published/<int:pk>/file/", published.file, name="lesson_file"),
    path("published/<int:pk>/readers.xlsx", published.readers_xlsx, name="lesson_readers_xlsx"),
    path("training/", training.index, name="trainings"),
    path("training/new/<int:pk>/", training.new, name="training_new"),
    path("training/<int:pk>/", training.training, name="training"),
    path("training/<int:pk>/change/", training.change, name="training_change"),
    path("training/<int:pk>/held/", training.hold, name="training_hold"),
    path("training/<int:pk>/drop/", training.drop, name="training_drop"),
    path("training/<int:pk>/total/", training.total, name="training_total"),
    path("training/<int:pk>/attendance/<int:organisation>/", training.attendance, name="training_attendance"),
    path("training/<int:pk>/material/", training.file, name="training_file"),
    path("training/<int:pk>/attendance.xlsx", training.attendance_xlsx, name="training_xlsx"),
    path("comparison/", comparing.comparison, name="lessons_comparison"),
    path("comparison.xlsx", comparing.comparison_xlsx, name="lessons_comparison_xlsx"),
]
