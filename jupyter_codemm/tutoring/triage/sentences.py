"""The fixed sentences of triage."""

from __future__ import annotations

REFUSAL = (
    "I will not hand over the solution: working it out is what you are here for. I can help you "
    "find the next step, though."
)
OFF_TOPIC = (
    "I can only help with programming and with your exercises here. What are you working on?"
)
CLARIFY = (
    "Is this about an idea that you want explained, or about something that goes wrong in your "
    "program?"
)
EMPTY = "an empty question after a failed run asks what went wrong"
NOTHING_KNOWN = "no word of the question tells what it is about"
STUCK_AFTER_FAIL = "“{}” after a failed run"
STUCK = "“{}” with no failed run"
SOLUTION = "it asks for the solution itself (“{}”)"
INJECTION = "it tries to change the rules (“{}”), which is read as text only"
MATCHED = "{} because of {}"
UNSURE = "not clear ({} against {}), so {}"
