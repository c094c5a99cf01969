"""Faults of printers by name, for training and tests: chosen when the printer is made, on the command line, or in a file.

The file is JSON and may be changed while the printer runs: ``{"fault": "slow"}``, or facts of ``State`` by their names,
``{"cover_open": true}``, or both; ``{}`` is a printer in order.
"""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from pydantic import TypeAdapter, ValidationError

from counter_app.errors import BadDocument, NotFound
from printing.virtual.state import State

FAULTS: dict[str, dict[str, Any]] = {
    "paper-out": {"paper_rows": 400},
    "paper-low": {"paper_low": True},
    "cover": {"cover_open": True},
    "offline": {"offline": True},
    "cutter": {"cutter_stuck": True},
    "slow": {"bytes_a_second": 40_000},
    "never-reads": {"reads_at_most": 0},
    "reset": {"resets_after": 40_000},
    "one-connection": {"one_connection": True},
    "late-ack": {"late": 1.0},
    "no-ack": {"acknowledges": False, "answers_paper": False},
    "no-status": {"answers_status": False},
    "stray": {"stray": True},
    "closed": {"door": "closed"},
    "syn-dropped": {"door": "full"},
}
"""The facts of each fault; ``paper-out`` happens in the middle of a paper."""

LOOK_EVERY = 0.5
"""Seconds between two looks at the file."""

_STATE = TypeAdapter(State)


class Box(Protocol):
    """A printer whose state can be set."""

    def become(self, state: State) -> None:
        """Be in this state from now on."""


def state_of(fault: str | None, facts: dict[str, Any] | None = None) -> State:
    """A printer with this fault and these facts; NotFound for a fault nobody knows, BadDocument for a wrong fact."""
    if fault is not None and fault not in FAULTS:
        raise NotFound("fault", fault)
    known = {**(FAULTS[fault] if fault is not None else {}), **(facts or {})}
    if unknown := known.keys() - State.__dataclass_fields__.keys():
        raise BadDocument(min(unknown), "máy in ảo không có điều này")
    try:
        return _STATE.validate_json(json.dumps(known), strict=True)
    except ValidationError as error:
        raise BadDocument(str(error.errors()[0]["loc"][0]), "giá trị không đúng loại") from error


def fault_of(state: State) -> str | None:
    """The fault whose facts these are, empty for a printer in order; None for any other mixture of facts.

    A roll that runs out is one from its first row to its last.
    """
    runs_out = FAULTS["paper-out"]["paper_rows"]
    begun = state if state.paper_rows is None else replace(state, paper_rows=runs_out)
    return next((name for name in ("", *FAULTS) if state_of(name or None) == begun), None)


def read_state(file: Path) -> State:
    """The state a file asks for; BadDocument."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadDocument(str(file), "không đọc được tệp lỗi giả định") from error
    if not isinstance(said, dict):
        raise BadDocument(str(file), "cần một đối tượng JSON")
    fault = said.pop("fault", None)
    return state_of(str(fault) if fault is not None else None, said)


def follow_file(box: Box, file: Path, over: threading.Event) -> None:
    """Keep a printer as its file says until ``over``; a file that is being written, or is wrong, changes nothing."""
    seen = -1
    while True:
        try:
            written = file.stat().st_mtime_ns
            if written != seen:
                box.become(read_state(file))
                seen = written
        except (OSError, BadDocument, NotFound):
            pass  # looked at again in a moment
        if over.wait(LOOK_EVERY):
            return
