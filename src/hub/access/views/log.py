"""The log of confirmations, for editors to read and to export."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from hub.access.domain.countries import country_names
from hub.access.models import AttestationRecord


class AttestationLogView(ReportView):
    """Lists confirmations, newest first. Nothing in it can be changed."""

    page_title = "Confirmations at the gate"
    header_icon = "lock"
    index_url_name = "access_log"
    index_results_url_name = "access_log_results"
    is_searchable = False
    columns = [
        DateColumn("time", label="Time"),
        Column("version", label="Version of the wording", accessor="wording.version"),
        Column("country", label="Country", accessor=lambda record: country_names().get(record.country, "")),
        Column("profession", label="Profession"),
    ]
    list_export = ["time", "wording.version", "country", "profession"]
    export_headings = {
        "time": "Time",
        "wording.version": "Version of the wording",
        "country": "Country (ISO 3166)",
        "profession": "Profession",
    }
    export_filename = "confirmations"

    def get_queryset(self) -> QuerySet[AttestationRecord]:
        """Return all confirmations with the version of their wording."""
        return AttestationRecord.objects.select_related("wording")
