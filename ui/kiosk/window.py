"""The ticket kiosk's window: it leads one citizen after another from what they come for to their number.

No dialog anywhere, nothing dead on the screen; trouble is one sentence in the foot. Every page works by touch and by a
numeric keypad, and a code may be scanned at any time.
"""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtGui import QKeyEvent

from counter_app.errors import Refused
from counter_app.moments import business_day
from counter_app.people.identity import looks_like_identity
from counter_app.queue.admission import Closed
from counter_app.queue.issuing import Wishes
from counter_app.queue.offer import Offer, Offered, offer
from counter_app.queue.scanned import DossierCode, OtherDay, OwnTicket, elderly_by_card
from counter_app.queue.slips import Lately
from counter_app.store import By
from counter_app.wording import PRIORITIES_VI
from ui.follow import follow
from ui.kiosk import said
from ui.kiosk.face import Face
from ui.kiosk.issuing import Errand, Issuing
from ui.kiosk.keypad import Key, meaning
from ui.kiosk.pace import AT_DOOR, Pace
from ui.kiosk.prompter import Prompter, SilentPrompter
from ui.kiosk.purposes import GROUPS, HOME, NEXT_DAY, SCAN, Choice
from ui.kiosk.scans import Scans
from ui.kiosk.slip_watch import SlipWatch
from ui.kiosk.stage import Stage
from ui.kiosk.strips import next_matters
from ui.kiosk.touch_face import TouchFace
from ui.widgets.tile import Tile
from ui.work import Workers


class KioskWindow(Stage):
    """The whole surface; its caller shows it full screen. Acts are the kiosk's; at the door, the staff's there."""

    def __init__(
        self, workers: Workers, pace: Pace | None = None, prompter: Prompter | None = None, *, at_door: bool = False
    ) -> None:
        super().__init__(workers.place.clock, pace or (AT_DOOR if at_door else Pace()), prompter or SilentPrompter())
        self._at_door = at_door
        self._about: str | None = None
        self._errand: Errand | None = None
        self._closed: Closed | None = None
        self._shown: UUID | None = None
        workers.acting_as(By("door" if at_door else "kiosk"))
        self.setWindowTitle("Cấp số tại cửa" if at_door else "Lấy số thứ tự")
        self.issuing = Issuing(workers, self, at_door=at_door)
        self._scans = Scans(workers, self.issuing, self)
        self._slips = SlipWatch(workers, self, self._pace.look)
        self._connect(workers)
        question = partial(offer, hidden=True) if at_door else offer
        follow(self, workers.office, question, self._offered, every=self._pace.look)

    @property
    def busy(self) -> bool:
        """Whether the office has not answered yet. (Qt may ask before everything is there.)"""
        issuing = getattr(self, "issuing", None)
        return issuing is not None and issuing.busy

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of a keypad: digits press the tile of their number."""
        key = meaning(event)
        if key is None or not self.ready:
            super().keyPressEvent(event)
        elif isinstance(key, int):
            if self._at_door and self.page is self.ticket:
                self.go_home()
            self.page.tap(key)
        elif self.page is self.ticket:
            self._key_at_the_number(key)
        else:
            self._key(key)

    def connect_face(self, face: TouchFace) -> None:
        """Listen to a face."""
        super().connect_face(face)
        assert isinstance(face, Face)
        face.chosen.connect(self._choose)
        face.back.connect(self._go_back)
        face.ticket.asked_for_slip.connect(self._say_missing)
        face.ticket.done.connect(self.go_home)

    def go_home(self) -> None:
        """Back to the first page, with nothing of the last citizen left on it."""
        self._about = self._errand = self._closed = self._shown = None
        self.as_usual()

    def _connect(self, workers: Workers) -> None:
        self.issuing.issued.connect(self._issued)
        self.issuing.closed.connect(self._show_closed)
        self.issuing.refused.connect(self._refused)
        self.issuing.queued.connect(self._slips.watch)
        self.issuing.slip_failed.connect(self._slips.give_up)
        self._slips.missing.connect(self._slip_missing)
        self.way_back.over.connect(self.go_home)
        self.gate.scanned.connect(self._take_scan)
        self._scans.in_line.connect(self._show_own)
        self._scans.elsewhere.connect(lambda own: self.show_saying(partial(said.elsewhere_said, own=own)))
        self._scans.other_day.connect(self._show_other_day)
        self._scans.dossier.connect(self._show_dossier)
        self._scans.unknown.connect(self._unknown_code)
        self._scans.refused.connect(self.say_trouble)
        self.hear_trouble(workers)
        workers.office.slow.connect(self.show_slow)

    def _choose(self, tile: Tile, choice: Choice) -> None:
        if choice.means == GROUPS:
            self.open_page(self.face.groups)
        elif choice.means == SCAN:
            self.show_saying(said.scan_said)
        elif choice.means == HOME:
            self._go_back()
        elif choice.means == NEXT_DAY and self._errand is not None and self._closed is not None:
            self.issuing.issue_for(self._errand_for(self._errand.service), self._closed.next_day)
            self._press(tile)
        elif choice.service is not None and (service := self._offer.service(choice.service)) is not None:
            self.issuing.issue(self._errand_for(service))
            self._press(tile)

    def _errand_for(self, service: Offered) -> Errand:
        """What is wanted now: on a page that says no one may still choose a class or another language."""
        wishes = Wishes(self.matters, self.manner.language, self.manner.needs, self._about)
        return Errand(service, self.priority, wishes)

    def _press(self, tile: Tile) -> None:
        """The press is seen at once, and no other counts for a while."""
        tile.hold(held=True)
        self.face.foot.clear_trouble()
        self.way_back.stop()
        self.lock(self._pace.lock)

    def _go_back(self) -> None:
        """To the first page, with what was chosen so far."""
        self._about = self._errand = self._closed = None
        self.open_page(self.face.first)

    def _key(self, key: Key) -> None:
        if key == "again":
            self.say_again()
        elif key == "back":
            self._go_back()
        elif key == "class":
            classes = [None, *PRIORITIES_VI]
            self.set_class(classes[(classes.index(self.priority) + 1) % len(classes)])
        elif key == "matters":
            self.choose_matters(next_matters(self.matters))
        elif key == "language":
            self.touch_tool("language")

    def _key_at_the_number(self, key: Key) -> None:
        if key in ("back", "done"):
            self.go_home()
        elif key == "again":
            self.say_page()
            self.stay()

    def _take_scan(self, text: str) -> None:
        """A card chooses a class, any other code is looked up. The number shown was the citizen's before."""
        if self.busy:
            return
        if self.page is self.ticket:
            self.go_home()
        if not looks_like_identity(text):
            self._scans.take(text)
            return
        elderly = elderly_by_card(text, business_day(self._clock()))
        if elderly:
            self.set_class("elderly")
        key = {True: "priority.by_card", False: "priority.too_young", None: "priority.unreadable"}[elderly]
        self._note(key, good=bool(elderly))

    def _note(self, key: str, *, good: bool) -> None:
        """Say what a scan meant; the sentence goes with who scanned."""
        self.face.note(self.words(key), good=good)
        self.way_back.start(self._pace.browse)

    def _unknown_code(self) -> None:
        if self.page is self.face.say:
            self._go_back()
        self._note("scan.unknown", good=False)
        self.say_aloud("trouble")

    def _show_own(self, own: OwnTicket, key: str) -> None:
        self.face.ticket.show_said(said.own_said(self.words, own, key))
        self._shown = own.ticket.id
        self.open_page(self.face.ticket)

    def _show_other_day(self, found: OtherDay) -> None:
        later = found.day > business_day(self._clock())
        self.show_saying(partial(said.other_day_said, found=found, later=later))

    def _show_dossier(self, found: DossierCode, state: int | None) -> None:
        self._about = found.code
        self.show_saying(partial(said.dossier_said, found=found, state=state))

    def _show_closed(self, errand: Errand, closed: Closed) -> None:
        self._errand, self._closed = errand, closed
        self.show_saying(partial(said.closed_said, closed=closed, service=errand.service))

    def _issued(self, taken: Lately) -> None:
        self.face.ticket.show_said(said.ticket_said(self.words, taken))
        self._shown, self._about = taken.issued.id, None
        self.open_page(self.face.ticket)
        # The next citizen has no class; what this one asked of the screen stays until they go.
        self.priority = None

    def _refused(self, refusal: Refused) -> None:
        """No number: what to do stands where one looks, the cause for staff in the foot."""
        self.face.complain(self.words("no_ticket"))
        self.say_aloud("trouble")
        self.say_trouble(refusal)
        self.release()
        self.way_back.start(self._pace.browse)

    def _slip_missing(self, ticket_id: UUID) -> None:
        if ticket_id == self._shown:
            self.ticket.say_missing()
            self.say_aloud(f"missing:{self.ticket.number.text}")

    def _say_missing(self) -> None:
        self.ticket.say_missing()
        self.lock(self._pace.settle)
        self.stay()

    def _offered(self, found: Offer) -> None:
        self.show_offer(found)
        self.issuing.catch_up()
