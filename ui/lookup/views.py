"""The views that need nothing but what they show: a dossier, a procedure, a rating, thanks."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from counter_app.catalogue.procedures import Procedure
from counter_app.dossiers.public import Answer
from ui.kiosk.purposes import HOME as GO_HOME
from ui.kiosk.purposes import Choice
from ui.kiosk.said import PageSaid
from ui.lookup.face import Face
from ui.lookup.posted import posted_said
from ui.lookup.said import dossier_said
from ui.lookup.stage import View


def dossier_view(answer: Answer, *, can_rate: bool) -> View:
    """Where a dossier stands."""
    assert answer.dossier is not None
    prompt = f"lookup.dossier:{answer.dossier.standing}"
    return View(prompt, partial(_dossier, answer=answer, can_rate=can_rate), reading=True)


def procedure_view(procedure: Procedure) -> View:
    """A procedure as it is posted."""
    return View(f"lookup.procedure:{procedure.code}", partial(_procedure, procedure=procedure), reading=True)


def rate_view(scale: int) -> View:
    """Asks how content the citizen was."""
    return View("lookup.rate", partial(_rate, scale=scale))


def thanks_view() -> View:
    """A word of thanks."""
    return View("lookup.thanks", _thanks)


def _dossier(face: Face, answer: Answer, *, can_rate: bool) -> QWidget:
    assert answer.dossier is not None
    face.dossier.show_said(dossier_said(face.style_shown.words, answer.dossier), can_rate=can_rate)
    return face.dossier


def _procedure(face: Face, procedure: Procedure) -> QWidget:
    face.procedure.show_said(posted_said(face.style_shown.words, procedure))
    return face.procedure


def _rate(face: Face, scale: int) -> QWidget:
    face.rate.ask(scale)
    return face.rate


def _thanks(face: Face) -> QWidget:
    words = face.style_shown.words
    home = Choice(words("go.home"), "", "back", GO_HOME)
    face.say.show_said(PageSaid("lookup.thanks", words("rate.thanks"), (home,), "check"))
    return face.say
