"""Every sentence that the learner model says to people."""

from __future__ import annotations

from jupyter_codemm.contracts.learner_views import NextKind
from jupyter_codemm.contracts.struggle import Severity, TriggerName

OFFERS: dict[TriggerName, str] = {
    "same_error": "The same error came back. Shall we look at what it means?",
    "long_without_pass": "You have been at this for a while. Would a hint help?",
    "quiz_below_half": "That quiz was a hard one. Some easier practice may help.",
    "says_stuck": "You say that you are stuck. Shall we take it step by step?",
    "failed_runs": "Several runs in a row failed. Would a hint help?",
    "low_completion": "Several problems of this week are still open. Shall we try an easier one?",
    "topic_failures": "This topic is giving you trouble. Shall we go over the idea?",
    "low_scores": "The last results were low. Some easier practice may help.",
    "no_new_test_passed": "The same tests still fail. Shall we look at one of them?",
    "error_quotient": "Many runs end in errors. Smaller steps may help.",
    "repeated_errors": "The same error keeps coming back. Shall we look at its line?",
    "far_over_median": "This problem takes you long. Would a hint help?",
    "rapid_submits": "Many submissions in a short time. Run the samples first, and compare.",
    "going_back": "You went back to earlier code. Shall we look at what changed?",
}
SEVERITIES: dict[TriggerName, Severity] = {
    "same_error": "medium",
    "long_without_pass": "medium",
    "quiz_below_half": "medium",
    "says_stuck": "high",
    "failed_runs": "medium",
    "low_completion": "medium",
    "topic_failures": "high",
    "low_scores": "high",
    "no_new_test_passed": "medium",
    "error_quotient": "low",
    "repeated_errors": "low",
    "far_over_median": "medium",
    "rapid_submits": "low",
    "going_back": "low",
}
REASONS: dict[NextKind, str] = {
    "review": "You knew {topic} well, and it has been a while: a short review keeps it fresh.",
    "prerequisite": "Before you go on with {current}, some practice in {topic} will help.",
    "practice": "You are working on {topic}, and {difficulty} fits you now.",
    "next_topic": "You are doing well with {current}: next comes {topic}.",
    "start": "A good place to start: {topic}.",
}
ENDS = {
    "solved": "You solved “{problem}” ({difficulty}){fails}{hints}: {before} → {after}.",
    "abandoned": "“{problem}” ({difficulty}) was left unsolved: {before} → {after}.",
    "given_up": "You closed “{problem}” ({difficulty}) unsolved: {before} → {after}.",
}
AFTER_FAILS = " after {count} failing {versions}"
WITH_HINTS = " with a hint of level {level}"
