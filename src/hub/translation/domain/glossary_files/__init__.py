"""Glossaries as files: CSV for spreadsheets, TBX (ISO 30042) for terminology tools. Pure: no model, no setting.

What a file holds is read whole; lines that cannot be used are told by their number, and nothing is guessed.
"""

from hub.translation.domain.glossary_files.csv_file import read_csv, write_csv
from hub.translation.domain.glossary_files.records import BadLine, Entry, GlossaryFileError, ReadGlossary
from hub.translation.domain.glossary_files.rules import entry_problem
from hub.translation.domain.glossary_files.tbx_reading import read_tbx
from hub.translation.domain.glossary_files.tbx_writing import write_tbx

__all__ = [
    "BadLine",
    "Entry",
    "GlossaryFileError",
    "ReadGlossary",
    "entry_problem",
    "read_csv",
    "read_tbx",
    "write_csv",
    "write_tbx",
]
