"""Forms of the admin about studies."""

from hub.studies.forms.from_text import StudyFromText, TextForm
from hub.studies.forms.snippets import ReferenceForm, ResultForm, ResultFormSet, StudyForm

__all__ = ["ReferenceForm", "ResultForm", "ResultFormSet", "StudyForm", "StudyFromText", "TextForm"]
