"""A question to the specialist who answers it, by words and weights; a model only breaks ties."""

from jupyter_codemm.tutoring.triage.route import MARGIN, Situation, route
from jupyter_codemm.tutoring.triage.sentences import OFF_TOPIC, REFUSAL

__all__ = ["MARGIN", "OFF_TOPIC", "REFUSAL", "Situation", "route"]
