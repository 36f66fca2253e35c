"""Addresses of suggestions."""

from django.urls import path

from hub.suggestions.views import addresses, suggest

app_name = "suggestions"
urlpatterns = [
    path("", suggest.suggest, name="suggest"),
    path("thanks/<str:token>/", suggest.thanks, name="thanks"),
    path("confirm/<str:token>/", addresses.confirm, name="confirm"),
    path("withdraw/<str:token>/", addresses.withdraw, name="withdraw"),
]
