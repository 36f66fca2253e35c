"""Addresses of contributions."""

from django.urls import path

from hub.contributions.views import contribute, own

app_name = "contributions"
urlpatterns = [
    path("", contribute.contribute, name="contribute"),
    path("thanks/", contribute.thanks, name="thanks"),
    path("paid/<uuid:key>/", contribute.paid, name="paid"),
    path("unpaid/", contribute.unpaid, name="unpaid"),
    path("mine/", own.mine, name="mine"),
    path("mine/<str:token>/", own.own, name="own"),
    path("mine/<str:token>/receipts/<int:number>/", own.receipt, name="receipt"),
    path("mine/<str:token>/contributions.json", own.download, name="download"),
]
