"""Where readers evaluate an article."""

from django.urls import path

from hub.evaluation.views import answers

app_name = "evaluation"
urlpatterns = [
    path("<int:page_id>/", answers.answer, name="answer"),
    path("<int:page_id>/mine/", answers.mine, name="mine"),
]
