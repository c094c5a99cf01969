"""Everything the product refuses, as facts; ``wording`` turns each into a sentence.

::

    Refused
    ├── BadInput                 what was typed, scanned or imported can't be taken
    │   ├── BadIdentity          a căn cước string that can't be read
    │   ├── BadCatalogue         a catalogue file with a wrong field
    │   └── BadDocument          an input document with a wrong field
    ├── NotFound                 no such ticket, dossier, counter, …
    ├── NotAllowed               who asks may not do this
    │   └── WrongPassword
    ├── WrongMoment              the thing is not in a state for this step
    │   ├── CounterBusy          the counter still has an open call
    │   ├── ScreenStale          somebody else was faster; ask again
    │   ├── TooSoon              a recall or a no-show before its time
    │   ├── NothingToUndo        no move of this counter that could be taken back
    │   ├── NoMoreTickets        a service's tickets are over for the day
    │   └── NothingToIssue       a day's slice of numbers is used up
    ├── Incomplete               a dossier lacks something the law wants
    ├── StoreTrouble             the records themselves
    │   ├── StoreBusy · StoreAway · DiskFull · DiskFailing · WrongKey · RecordsTooNew
    │   ├── NoUnit · LayoutBroken · UnitExists · SharedFolder
    │   └── BadBackup · RecordsInUse
    ├── PaperTrouble             printers
    │   └── NoPrinter · PrinterSilent · PrinterNotReady
    ├── Unforeseen               what nobody foresaw: logged under a code, the program goes on
    ├── the steps of a dossier   stand in ``step_errors``; of the queue some in ``queue_errors``
    ├── NothingToMend            an op the city refused, and nothing has been corrected since
    └── UpstreamTrouble          the way to the city; by hand: ``hand_errors``
        └── NoCity · CityAway · CityRefused · CityNewer · RolledBack · AnotherSender
"""

from __future__ import annotations

from dataclasses import dataclass


class Refused(Exception):  # noqa: N818 - a refusal is not an error of the program
    """Something was asked that can't be done; nothing has changed. Subclasses carry the facts."""


class BadInput(Refused):
    """Input that can't be taken."""


@dataclass(eq=False)
class BadIdentity(BadInput):
    """A căn cước string that can't be read; ``problem`` is a key: fields, number, empty."""

    problem: str
    fields: int = 0


@dataclass(eq=False)
class BadCatalogue(BadInput):
    """A catalogue file with a wrong field: where it stands and what is wrong with it."""

    file: str
    line: int
    field: str
    problem: str


@dataclass(eq=False)
class BadDocument(BadInput):
    """An input document with a wrong field; ``field`` is its path (``owner.number``)."""

    field: str
    problem: str


@dataclass(eq=False)
class NotFound(Refused):
    """No such thing; ``kind`` is the field's term (ticket, dossier, procedure, counter, …)."""

    kind: str
    name: str


@dataclass(eq=False)
class NotAllowed(Refused):
    """Who asks may not do this."""

    who: str
    what: str


@dataclass(eq=False)
class WrongPassword(NotAllowed):
    """A sign-in that failed; ``wait_seconds`` until the next try may be made."""

    wait_seconds: int = 0


@dataclass(eq=False)
class WrongMoment(Refused):
    """The thing is not in a state in which this step can be taken."""

    kind: str
    name: str
    state: str


@dataclass(eq=False)
class CounterBusy(WrongMoment):
    """The counter still has a ticket called or being served."""


@dataclass(eq=False)
class ScreenStale(WrongMoment):
    """Somebody else moved this first."""


@dataclass(eq=False)
class TooSoon(WrongMoment):
    """A step that may only be taken some time after the one before it."""

    wait_seconds: int


@dataclass(eq=False)
class NothingToUndo(Refused):
    """This counter made no move within the time in which moves can be taken back."""

    counter: int
    seconds: int


@dataclass(eq=False)
class NoMoreTickets(Refused):
    """The service has given all its tickets of the day."""

    service: str
    limit: int
    day: str
    """As people read it: 24/11."""


@dataclass(eq=False)
class NothingToIssue(Refused):
    """This PC's slice of the day's dossier codes, or a ticket series, is used up."""

    kind: str
    day: str


@dataclass(eq=False)
class Incomplete(Refused):
    """A dossier that can't be received yet; ``missing`` names what is missing, in Vietnamese."""

    missing: tuple[str, ...]


@dataclass(eq=False)
class NothingToMend(Refused):
    """An op the city refused, and nothing has been corrected since."""

    op: str
    """Its kind."""


class StoreTrouble(Refused):
    """The records can't be reached or written."""


class StoreBusy(StoreTrouble):
    """Other programs held the records for longer than the limit."""


class StoreAway(StoreTrouble):
    """The server that keeps the office's records can't be reached; what was just done may or may not be written."""


class DiskFull(StoreTrouble):
    """The disk is full or does not take what is written."""


class DiskFailing(StoreTrouble):
    """The disk reports an error: whether what was just done is written is not known. The same request again tells."""


class WrongKey(StoreTrouble):
    """The records can't be opened with this key or recovery code."""


@dataclass(eq=False)
class RecordsTooNew(StoreTrouble):
    """The records were written by a newer program."""

    found: str


@dataclass(eq=False)
class NoUnit(StoreTrouble):
    """There is no unit in this folder yet."""

    folder: str


@dataclass(eq=False)
class LayoutBroken(StoreTrouble):
    """The file that says how this folder is laid out can't be understood; the records themselves may be whole."""

    folder: str


@dataclass(eq=False)
class UnitExists(StoreTrouble):
    """There is a unit in this folder already."""

    folder: str


@dataclass(eq=False)
class SharedFolder(StoreTrouble):
    """The folder lies on a network share, where these records are not safe."""

    folder: str


@dataclass(eq=False)
class BadBackup(StoreTrouble):
    """A backup that can't be restored; ``problem`` is a key: damaged, newer, other key, other unit."""

    problem: str


class RecordsInUse(StoreTrouble):
    """Another program has the records open that are to be replaced."""


class PaperTrouble(Refused):
    """Printers and paper."""


@dataclass(eq=False)
class NoPrinter(PaperTrouble):
    """No such printer, or none chosen for this kind of paper."""

    name: str


@dataclass(eq=False)
class PrinterSilent(PaperTrouble):
    """The printer does not answer."""

    name: str


@dataclass(eq=False)
class PrinterNotReady(PaperTrouble):
    """The printer can't print; ``reason`` is a key: paper, cover, offline, cutter, paused, or "rights" and a group."""

    name: str
    reason: str


@dataclass(eq=False)
class Unforeseen(Refused):
    """Something nobody foresaw; the log has it under ``code``."""

    code: str


class UpstreamTrouble(Refused):
    """The way to the city's system."""


class NoCity(UpstreamTrouble):
    """No city's system has been set for this unit yet; work goes on."""


@dataclass(eq=False)
class CityAway(UpstreamTrouble):
    """The city's system can't be reached; work goes on."""

    detail: str = ""
    retry_after: int = 0
    """Seconds the city asked to be left alone, or 0."""


@dataclass(eq=False)
class CityRefused(UpstreamTrouble):
    """The city's system does not accept this PC."""

    status: int


class CityNewer(CityRefused):
    """The city's system does not take this program's protocol any more; what waits is kept as it was written."""


class RolledBack(CityRefused):
    """The city has heard more of this PC than its records know: they were restored, or copied to another PC."""


class AnotherSender(UpstreamTrouble):
    """Another program of this unit is exchanging with the city just now."""
