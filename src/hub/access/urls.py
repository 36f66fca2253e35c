"""The gate's own addresses."""

from django.urls import path

from hub.access.views import gate

app_name = "access"
urlpatterns = [
    path("access/", gate.gate, name="gate"),
    path("access/attest/", gate.attest_view, name="attest"),
    path("access/withdraw/", gate.withdraw, name="withdraw"),
]
