"""Study files: one YAML file for each study, read strictly and brought into the database whole or not at all."""

from hub.studies.domain.study_file.loading import load_study

__all__ = ["load_study"]
