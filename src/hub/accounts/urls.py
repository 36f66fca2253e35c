"""Wagtail's own sign-in addresses, closed in favour of allauth's, which is throttled and asks for a second factor."""

from django.urls import path, re_path

from hub.accounts import views

app_name = "accounts"
urlpatterns = [
    path("admin/login/", views.to_sign_in, name="admin_login"),
    re_path(r"^admin/password_reset/", views.to_password_reset, name="admin_password_reset"),
]
