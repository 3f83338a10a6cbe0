"""Journeys as files: ProgSnap2, JSON and CSV."""

from jupyter_codemm.journey.exports.own_data import events_csv, journey_document
from jupyter_codemm.journey.exports.progsnap2 import SubjectJourney, progsnap2
from jupyter_codemm.journey.exports.pseudonyms import subject_id
from jupyter_codemm.journey.exports.scrubbing import scrub, scrub_program, scrub_prose

__all__ = [
    "SubjectJourney",
    "events_csv",
    "journey_document",
    "progsnap2",
    "scrub",
    "scrub_program",
    "scrub_prose",
    "subject_id",
]
