"""Addresses of the board."""

from django.urls import path

from daihoi.web.board import views

urlpatterns = [
    path("", views.board, name="board"),
    path("<int:pk>/", views.board_at, name="board_at"),
    path("<int:pk>/board.xlsx", views.board_xlsx, name="board_xlsx"),
    path("<int:pk>/figures/<str:name>/", views.records, name="records"),
    path("<int:pk>/figures/<str:name>.xlsx", views.records_xlsx, name="records_xlsx"),
]
