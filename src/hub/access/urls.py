"""The gate's own addresses, and uploaded media."""

from django.urls import path

from hub.access.views import gate, media

app_name = "access"
urlpatterns = [
    path("access/", gate.gate, name="gate"),
    path("access/attest/", gate.attest_view, name="attest"),
    path("access/withdraw/", gate.withdraw, name="withdraw"),
    path("media/<path:path>", media.serve, name="media"),
]
