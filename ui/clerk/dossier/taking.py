"""One step taken with a dossier, from what was typed: read and done as the command line does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from counter_app.attachments.attaching import TakenOff, take_off
from counter_app.dossiers.money import MoneyCard
from counter_app.dossiers.money_document import move_money, read_money
from counter_app.dossiers.steps import documents, endings, supplement
from counter_app.dossiers.steps.correct import correct
from counter_app.dossiers.steps.extend import extend
from counter_app.dossiers.steps.forward import forward, note_leg
from counter_app.dossiers.steps.hand_over import hand_over
from counter_app.dossiers.steps.result import result
from counter_app.dossiers.steps.values import StepDone, Voiding
from counter_app.dossiers.steps.void import refuse_alone, void
from counter_app.errors import BadDocument
from counter_app.people.staff import SignInTry, try_sign_in
from counter_app.store import Act
from ui.clerk.dossier.detach_form import DETACH
from ui.clerk.dossier.money_form import MONEY

Reading = Callable[[Any, date], Any]
Answer = StepDone | MoneyCard | TakenOff
Taking = Callable[[Act, UUID, Any, int | None], Answer]


@dataclass(frozen=True)
class ReadStep:
    """A step whose document was read: what takes it, and with what."""

    taking: Taking
    value: Any


def read_step(step: str, document: Mapping[str, Any], today: date) -> ReadStep:
    """Read a step's document; BadDocument names the field."""
    reading, taking = _STEPS[step]
    return ReadStep(taking, reading(dict(document), today))


def agreed(act: Act, login: str, password: str) -> SignInTry:
    """The second person of a voiding signs in for it; a wrong password is an answer. SecondPersonNeeded, NotFound."""
    refuse_alone(act, act.by.staff, login)
    return try_sign_in(act, login, password)


def _plain(reading: Callable[[Any], documents.StepDocument[Any]]) -> Reading:
    return lambda document, _today: reading(document).value


def _dated(reading: Callable[[Any, date], documents.StepDocument[Any]]) -> Reading:
    return lambda document, today: reading(document, today).value


@dataclass(frozen=True)
class _Detaching:
    """Which file is to be taken off, and why."""

    file: UUID
    reason: str


def _read_detaching(document: Mapping[str, Any], _today: date) -> _Detaching:
    if document["file"] is None:
        raise BadDocument("file", "chọn số của một tệp trong danh sách")
    return _Detaching(document["file"], document["reason"])


def _detach(act: Act, _dossier_id: UUID, given: _Detaching, _rev: int | None) -> TakenOff:
    return take_off(act, given.file, given.reason)


def _void(act: Act, dossier_id: UUID, given: Any, rev: int | None) -> StepDone:
    return void(act, dossier_id, Voiding(given.reason, given.confirmed_by), rev)


_STEPS: Mapping[str, tuple[Reading, Taking]] = {
    "accept": (_plain(documents.read_completion), supplement.accept),
    "supplement": (_plain(documents.read_supplement), supplement.supplement),
    "complete": (_plain(documents.read_completion), supplement.complete),
    "close": (_plain(documents.read_ending), endings.close),
    "refuse": (_plain(documents.read_refusal), endings.refuse),
    "forward": (_plain(documents.read_forwarding), forward),
    "note_leg": (_plain(documents.read_leg), note_leg),
    "extend": (_plain(documents.read_extension), extend),
    "withdraw": (_plain(documents.read_ending), endings.withdraw),
    "stop": (_plain(documents.read_ending), endings.stop),
    "result": (_plain(documents.read_result), result),
    "hand_over": (_dated(documents.read_hand_over), hand_over),
    "correct": (_dated(documents.read_correction), correct),
    "void": (_plain(documents.read_voiding), _void),
    DETACH: (_read_detaching, _detach),
    MONEY: (lambda document, _today: read_money(document), move_money),
}
