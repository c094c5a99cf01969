"""Walking through the posted procedures: the services, the procedures of one, a search by name, one procedure."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from counter_app.catalogue.procedures import Procedure
from counter_app.catalogue.versions import matching, procedures
from counter_app.errors import Refused
from counter_app.queue.counters import ServiceCard, services
from counter_app.store import Asking
from counter_app.wording_queue import service_hint, service_text
from ui.kiosk.purposes import Choice
from ui.lookup.face import Face
from ui.lookup.pads import ERASE, SPACE
from ui.lookup.posted import time_said
from ui.lookup.stage import View
from ui.lookup.views import procedure_view
from ui.widgets.picture import has_picture
from ui.work import Workers

SERVICE, PROCEDURE, SEARCH = "service", "procedure", "search"
_SHOWN_AT_ONCE, _FOUND_AT_ONCE = 9, 3
_LONGEST = 40

Posted = tuple[tuple[ServiceCard, ...], tuple[Procedure, ...]]


def posted(asking: Asking) -> Posted:
    """The services and the procedures in use."""
    return services(asking), procedures(asking)


class Browsing(QObject):
    """What was asked last, what has been typed; ``show`` goes on to a view, ``changed`` tells of a key typed."""

    show = Signal(object)
    changed = Signal()

    def __init__(self, workers: Workers, refused: Callable[[Refused], object], parent: QObject) -> None:
        super().__init__(parent)
        self._workers, self._refused = workers, refused
        self._services: tuple[ServiceCard, ...] = ()
        self._procedures: tuple[Procedure, ...] = ()
        self._listed = ""
        self.text = ""
        self.busy = False

    def forget(self) -> None:
        """Nothing of the last citizen is left."""
        self.text = ""

    def open(self) -> None:
        """Ask what is posted now, then show the services."""
        self.busy = True
        self._workers.desk.ask(posted).then(self, self._opened, self._no_answer)

    def choose(self, choice: Choice) -> bool:
        """Go on where a tile leads; False for a tile that is not of these pages."""
        kind, _, code = choice.means.partition(":")
        if kind == SERVICE:
            self.show.emit(View(f"lookup.list:{code}", partial(self._fill_list, code=code)))
        elif kind == SEARCH:
            self.text = ""
            self.show.emit(View("lookup.search", self._fill_search))
        elif kind == PROCEDURE:
            self.show.emit(procedure_view(next(one for one in self._procedures if one.code == code)))
        return kind in (SERVICE, SEARCH, PROCEDURE)

    def type(self, key: str) -> None:
        """A key of the pad; one that is no letter, digit, space or the dot of a code changes nothing."""
        if key == ERASE:
            self.text = self.text[:-1]
        elif len(key) == 1 and (key.isalnum() or key in (SPACE, ".")) and len(self.text) < _LONGEST:
            self.text = (self.text + key.upper()).lstrip()
        self.changed.emit()

    def _opened(self, found: Posted) -> None:
        self.busy = False
        self._services, self._procedures = found
        self.show.emit(View("lookup.services", self._fill_services))

    def _no_answer(self, refusal: Refused) -> None:
        self.busy = False
        self._refused(refusal)

    def _fill_services(self, face: Face) -> QWidget:
        words = face.style_shown.words
        have = {one.service for one in self._procedures}
        tiles = [_service(face, one) for one in self._services if one.code in have]
        tiles.append(Choice(words("posted.search"), words("posted.search.hint"), "search", SEARCH))
        face.list.offer(words("posted.services"), tiles, _SHOWN_AT_ONCE)
        return face.list

    def _fill_list(self, face: Face, code: str) -> QWidget:
        words = face.style_shown.words
        service = next(one for one in self._services if one.code == code)
        name = service_text(code, service.name, words.language)
        tiles = [_procedure(face, one) for one in self._procedures if one.service == code]
        face.list.offer(words("posted.list", service=name), tiles)
        return face.list

    def _fill_search(self, face: Face) -> QWidget:
        words = face.style_shown.words
        found = matching(self._procedures, self.text) if self.text.strip() else ()
        key = "found" if len(found) <= _FOUND_AT_ONCE else "more"
        says = words(f"posted.{key}", count=len(found)) if found else words("posted.nothing")
        if not self.text.strip():
            says = words("posted.search.ask")
        face.search.show_found(self.text, says, [_procedure(face, one) for one in found[:_FOUND_AT_ONCE]])
        return face.search


def _service(face: Face, service: ServiceCard) -> Choice:
    language = face.style_shown.words.language
    title, hint = service_text(service.code, service.name, language), service_hint(service.code, service.hint, language)
    icon = f"service-{service.code}" if has_picture(f"service-{service.code}") else "folder"
    return Choice(title, hint, "certify" if service.code == "CT" else icon, f"{SERVICE}:{service.code}")


def _procedure(face: Face, procedure: Procedure) -> Choice:
    words = face.style_shown.words
    return Choice(procedure.name, time_said(words, procedure), "submit", f"{PROCEDURE}:{procedure.code}")
