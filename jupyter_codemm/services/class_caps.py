"""The caps of a class: what may be spent in a week, by all of it and by each of its students."""

from __future__ import annotations

from jupyter_codemm.contracts.class_models import WeekCap
from jupyter_codemm.errors import BudgetSpentError
from jupyter_codemm.ports import Charge, Transaction
from jupyter_codemm.services.budgets import Limit

NO_PRICE = "What the model costs is not configured, but this class has a budget of money for it."
CLASS_SPENT = "The budget of this class for the model is used up for this week."
STUDENT_SPENT = "Your budget for the model in this class is used up for this week"


def check_class(tx: Transaction, charge: Charge) -> None:
    """Raise BudgetSpentError when a class's caps do not allow a call that is about to be made.

    What others of the class spent is told to nobody. The call is reserved in the same transaction,
    which is as if it were alone: calls at the same moment cannot go over a cap together.
    """
    account, week = charge.account, charge.week
    terms = tx.class_models.terms(account.class_id)
    whole, student = limit(terms.whole), limit(terms.student)
    capped = (whole, student) if account.as_learner else (whole,)
    if not charge.priced and any(one.cost_micros is not None for one in capped):
        raise BudgetSpentError(NO_PRICE)
    if whole != Limit():
        spent = tx.spending.by_class(account.class_id, week)
        if whole.refusal(spent, charge.most):
            raise BudgetSpentError(CLASS_SPENT)
    if account.as_learner and student != Limit():
        spent = tx.spending.by_class(account.class_id, week, account.user)
        refusal = student.refusal(spent, charge.most)
        if refusal:
            raise BudgetSpentError(f"{STUDENT_SPENT}: {refusal}.")


def limit(cap: WeekCap) -> Limit:
    """Return a cap as the limit that it is."""
    return Limit(cap.tokens, cap.cost_micros)
