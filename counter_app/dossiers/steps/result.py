"""The result is in (NĐ 118, article 22): its papers, and the shelf where it waits. Early return is welcome."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, insert

from counter_app.dossiers.steps.forward import end_legs, lead_of
from counter_app.dossiers.steps.table import DONE
from counter_app.dossiers.steps.values import ResultIn, StepDone
from counter_app.dossiers.steps.writing import Written, begin_step, write_step
from counter_app.records.dossier_steps import ResultPaper
from counter_app.store import Act


def result(act: Act, dossier_id: UUID, given: ResultIn, rev: int | None = None) -> StepDone:
    """Take the result in; once more before it is handed over, it replaces the first (a wrong one, another shelf).

    NotFound, ScreenStale, StepRefused.
    """
    found = begin_step(act, dossier_id, "result", rev)
    replaces = found.row.state == DONE
    lead = lead_of(act, dossier_id)
    end_legs(act, dossier_id)
    act.connection.execute(delete(ResultPaper).where(ResultPaper.dossier_id == dossier_id))
    rows = [
        {"dossier_id": dossier_id, "position": position, **vars(paper)}
        for position, paper in enumerate(given.papers, start=1)
    ]
    act.connection.execute(insert(ResultPaper), rows)
    changes = {"shelf": given.shelf, "handover_state": "ready"}
    written = Written(
        event="result_replaced" if replaces else "result_in",
        op="dossier.return_result",
        note=given.note,
        changes=changes if replaces else {**changes, "ended_at": act.now},
        facts={
            "papers": [dict(vars(paper)) for paper in given.papers],
            "shelf": given.shelf,
            "from_agency": "" if lead is None else lead.unit,
            "from_officer": "" if lead is None else lead.officer,
        },
    )
    return write_step(act, found, "result", written)
