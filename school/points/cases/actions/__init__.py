from school.points.cases.actions.absences import open_absence
from school.points.cases.actions.answering import appeal, respond
from school.points.cases.actions.confirming import confirm, withdraw
from school.points.cases.actions.deadlines import mind_deadlines
from school.points.cases.actions.deciding import decide, follow_reversal
from school.points.cases.actions.keeping import forget_proofs
from school.points.cases.actions.proposing import add_proof, notify_worker, propose
from school.points.cases.actions.recalling import go_on, recall_sources

__all__ = [
    "add_proof",
    "appeal",
    "confirm",
    "decide",
    "follow_reversal",
    "forget_proofs",
    "go_on",
    "mind_deadlines",
    "notify_worker",
    "open_absence",
    "propose",
    "recall_sources",
    "respond",
    "withdraw",
]
