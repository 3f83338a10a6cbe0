"""Quizzes: a bank of questions as data, five of them drawn by a rule, and what came of them."""

from jupyter_codemm.tutoring.quizzing.bank import Entry, bank_topic, catalogue, questions_on
from jupyter_codemm.tutoring.quizzing.drawing import draw
from jupyter_codemm.tutoring.quizzing.marking import right_count, seen

__all__ = ["Entry", "bank_topic", "catalogue", "draw", "questions_on", "right_count", "seen"]
