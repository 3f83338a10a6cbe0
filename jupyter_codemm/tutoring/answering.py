"""What each specialist answers without a model: from the topic bank, the verdict, the profile."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.inquiry import AnswerFormat, HintLevel
from jupyter_codemm.contracts.learner_views import LearnerProfile
from jupyter_codemm.contracts.tutoring import Answer, RouteDecision
from jupyter_codemm.planning.topics import canonical, topics_of
from jupyter_codemm.tutoring.checking import told
from jupyter_codemm.tutoring.hinting import Attempt, concept_answer, hint
from jupyter_codemm.tutoring.quizzing import bank_topic
from jupyter_codemm.tutoring.reviewing import review
from jupyter_codemm.tutoring.triage import OFF_TOPIC, REFUSAL
from jupyter_codemm.tutoring.triage.words import folded

_MOST_FINDINGS = 3
_MOST_NOTES = 6
_MOST_WORDS = 4
NOTHING_TRIED = (
    "I cannot see a run or a submission of yours yet. Run your program on the examples first; then "
    "I can tell what happens in it."
)
ALL_WELL = (
    "Your last attempt passed. If something still surprises you, say which input you mean and what "
    "you expected."
)
OFFER = "I can make a new exercise for you: {wish}. Say it in the chat of the Author tab."
QUIZ = (
    "A quiz on {topic} has five short questions, with explanations after you have answered. Choose "
    "{topic} in the Progress tab and press “Quiz me”."
)
REVIEWED = "I looked through your program without running it: {score} of 100 for how it reads."
GOOD = "What is good: {strengths}"
LOOK = "What to look at: {notes}"
NO_NOTES = (
    "I found nothing to note. Read it once more aloud: does every name say what it stands for, and "
    "is any part written twice?"
)
NO_GRADE = "The score is no grade, and changes none."
NOT_READ = (
    "I cannot read this program as a whole yet. Get it to run first, and I will look at how it "
    "reads."
)
NO_PROGRESS = "There is nothing to tell yet. Work on a problem, and this will show how it goes."
PROGRESS = "So far: {solved} solved in {attempts}, {days} in a row. {next}"
NO_VERSIONS = "No version of your program has been kept yet."
VERSIONS = (
    "Of your program {count} kept, the last one from {when}. To look back at them, press History "
    "under your answer and replay your work."
)


@dataclass(frozen=True, slots=True)
class Material:
    """What is known when a question is answered. Without a problem there is no attempt either."""

    language: Language
    topics: tuple[str, ...] = ()
    attempt: Attempt | None = None
    profile: LearnerProfile | None = None
    versions: int = 0
    last_version: str = ""


def answer(text: str, decision: RouteDecision, material: Material) -> Answer:
    """Return the answer that rules alone give to a question; it never holds the solution."""
    if decision.refuses:
        return _made(decision, f"{REFUSAL} {_next_step(material)}", "text", 1)
    if decision.type == "concept":
        return _concept(text, decision, material)
    if decision.type == "debug":
        return _debug(decision, material)
    if decision.sub_intent == "quiz":
        named = topic_asked(text, material.language, material.topics)
        topic = bank_topic(named, material.language) or topics_of(material.language)[0]
        return _made(decision, QUIZ.format(topic=topic), "exercise")
    if decision.type == "exercise":
        return _made(decision, OFFER.format(wish=_wish(text, material)), "exercise")
    return _other(decision, material)


def topic_asked(text: str, language: Language, topics: tuple[str, ...]) -> str:
    """Return the topic that a question names, else the first of the problem's, else any."""
    words = folded(text).split()
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            name = canonical(" ".join(words[start : start + length]), language)
            if name is not None:
                return name
    return topics[0] if topics else topics_of(language)[0]


def _concept(text: str, decision: RouteDecision, material: Material) -> Answer:
    topic = topic_asked(text, material.language, material.topics)
    told_so = concept_answer(topic, material.language)
    said = f"{told_so.text}\n\n{told_so.follow_up}" if told_so.follow_up else told_so.text
    if decision.clarify:
        said = f"{said}\n\n{decision.clarify}"
    return _made(decision, said, "text", 2)


def _debug(decision: RouteDecision, material: Material) -> Answer:
    attempt = material.attempt
    if attempt is None:
        return _made(decision, NOTHING_TRIED, "feedback", 0)
    if attempt.outcome.verdict == "accepted":
        return _made(decision, ALL_WELL, "feedback", 0)
    why, place = hint(attempt, 0).text, hint(attempt, 1).text
    said = why if place in why else f"{why}\n\n{place}"
    return _made(decision, said, "feedback", 1)


def _next_step(material: Material) -> str:
    attempt = material.attempt
    if attempt is None or attempt.outcome.verdict == "accepted":
        return NOTHING_TRIED if attempt is None else ALL_WELL
    return hint(attempt, 1).text


def _wish(text: str, material: Material) -> str:
    topic = topic_asked(text, material.language, material.topics)
    said = folded(text).split()
    level = next((word for word in ("easy", "medium", "hard") if word in said), "easy")
    if "harder" in said:
        level = "hard"
    return f"“one {level} {material.language} problem on {topic}”"


def _other(decision: RouteDecision, material: Material) -> Answer:
    if decision.sub_intent == "review":
        return _review(decision, material)
    if decision.sub_intent == "progress":
        return _progress(decision, material)
    if decision.sub_intent == "history":
        if not material.versions:
            return _made(decision, NO_VERSIONS, "text")
        count = _counted(material.versions, "version is", "versions are")
        return _made(decision, VERSIONS.format(count=count, when=material.last_version), "text")
    return _made(decision, OFF_TOPIC, "text")


def _review(decision: RouteDecision, material: Material) -> Answer:
    attempt = material.attempt
    if attempt is None:
        return _made(decision, NOTHING_TRIED, "feedback", 0)
    found = review(attempt.problem, attempt.source)
    doubts = () if attempt.outcome.verdict == "accepted" else attempt.findings
    notes = dict.fromkeys(told(finding) for finding in doubts[:_MOST_FINDINGS])
    if found is None:
        said = " ".join([NOT_READ, *notes])
        return _made(decision, said, "feedback", 3 if notes else 1)
    notes |= dict.fromkeys(note.text for note in found.notes)
    parts = [REVIEWED.format(score=found.score)]
    if found.strengths:
        parts.append(GOOD.format(strengths=" ".join(found.strengths)))
    told_so = " ".join(list(notes)[:_MOST_NOTES])
    parts += [LOOK.format(notes=told_so) if notes else NO_NOTES, NO_GRADE]
    return _made(decision, "\n\n".join(parts), "feedback", 3 if notes else 1)


def _progress(decision: RouteDecision, material: Material) -> Answer:
    profile = material.profile
    if profile is None or not profile.totals.attempts:
        return _made(decision, NO_PROGRESS, "feedback")
    following = profile.next_activity
    said = PROGRESS.format(
        solved=profile.totals.solved,
        attempts=_counted(profile.totals.attempts, "submission", "submissions"),
        days=_counted(profile.streak.days, "day", "days"),
        next="" if following is None else following.reason,
    )
    return _made(decision, said.strip(), "feedback")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _made(
    decision: RouteDecision, text: str, form: AnswerFormat, level: HintLevel | None = None
) -> Answer:
    return Answer(
        type=decision.type,
        sub_intent=decision.sub_intent,
        format=form,
        text=text[:4000],
        level=level,
    )
