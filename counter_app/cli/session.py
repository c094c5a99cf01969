"""What every command shares: the folder of records, who acts, and how an answer is told (one JSON document, or words)."""

from __future__ import annotations

import dataclasses
import getpass
import json
import logging
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import typer

from counter_app.cli.benches.figures import Figure
from counter_app.errors import BadDocument, NotFound, Refused
from counter_app.moments import HANOI, Clock, local, machine_clock
from counter_app.people.staff import staff
from counter_app.place import Place, open_place
from counter_app.reference import refresh_desk
from counter_app.store import By

_LOG = logging.getLogger(__name__)


@dataclass
class Session:
    """One run of the command line."""

    folder: Path
    as_json: bool = False
    who: str = ""
    counter: int | None = None
    clock: Clock = machine_clock
    beside: Callable[[Place], Sequence[Any]] = lambda _place: ()
    """Makes what runs beside a surface: the print spool, the exchange with the city."""
    show_printer: Callable[[Any, int], None] | None = None
    """Shows a printer made of software, whose head has so many dots, in a window until that is closed."""
    measures: Mapping[str, Callable[[Path], Iterable[Figure]]] = field(default_factory=dict)
    """What the other packages bring to the bench: by name, in an empty folder."""
    _place: Place | None = None

    @property
    def by(self) -> By:
        """Who acts: the member of staff named by ``--as``, else ``cli:<user>`` with the rights of IT."""
        return By(self.who or f"cli:{_user()}", self.counter)

    @property
    def place(self) -> Place:
        """The records, opened at the first need; the desk's copy of the reference data is brought up to date."""
        if self._place is None:
            self._place = open_place(self.folder, by=self.by, clock=self.clock)
            self._bring_copy_up_to_date()
            self._refuse_stranger()
        return self._place

    def at_counter(self, counter: int | None) -> Place:
        """The records, acting at a counter."""
        return self.place.acting_as(By(self.by.staff, counter))

    def tell(self, answer: Any, words: str = "") -> None:
        """Tell an answer: one JSON document with ``--json``, else words (or the document, indented)."""
        document = plain(answer)
        if self.as_json:
            typer.echo(json.dumps(document, ensure_ascii=False))
        else:
            typer.echo(words or json.dumps(document, ensure_ascii=False, indent=2))

    def close(self) -> None:
        """Close the records. The answer is told by now, so nothing may be refused any more."""
        if self._place is not None:
            try:
                self._bring_copy_up_to_date()
            finally:
                self._place.close()
                self._place = None

    def _bring_copy_up_to_date(self) -> None:
        """Where that can't be done just now the copy held will do: the next command takes the new one."""
        assert self._place is not None
        try:
            refresh_desk(self._place)
        except Refused as trouble:
            _LOG.warning("the desk keeps its old copy of the office's data: %s", type(trouble).__name__)

    def _refuse_stranger(self) -> None:
        """Whoever is named by ``--as`` must be somebody: NotFound."""
        if not self.who:
            return
        assert self._place is not None
        if self.who not in {one.login for one in self._place.desk.ask(staff)}:
            raise NotFound("staff", self.who)


def session_of(context: typer.Context) -> Session:
    """The session of a command."""
    found = context.find_object(Session)
    assert found is not None
    return found


def plain(value: Any) -> Any:
    """A value as JSON has it: moments in ISO 8601 with offset, ids as text, dataclasses as objects."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="seconds")
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def read_json(file: str) -> Any:
    """The JSON document in a file, or on standard input for ``-``; BadDocument says what is wrong."""
    try:
        return json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise BadDocument(file, f"không phải JSON, dòng {error.lineno}") from error


def read_text(file: str) -> str:
    """The text in a file, or on standard input for ``-``; BadDocument."""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadDocument(file, "không đọc được tệp") from error


def recovery_code(code: str, code_file: str | None) -> str:
    """The recovery code from a file, the prompt or standard input: there it leaves no trace in a shell's history."""
    if code_file is not None:
        return read_text(code_file)
    if code != "-":
        return code
    if sys.stdin.isatty():
        return str(typer.prompt("Mã khôi phục", err=True))
    return read_text("-")


def as_id(text: str, kind: str) -> UUID:
    """An id typed on the command line; BadDocument."""
    try:
        return UUID(text)
    except ValueError as error:
        raise BadDocument(kind, f"«{text}» không phải mã nội bộ") from error


def as_moment(text: str, field: str) -> datetime:
    """A moment typed on the command line, of the hall's clock where it has no offset; BadDocument."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadDocument(field, "cần dạng 2026-11-20T09:00") from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=HANOI)


def as_day(text: str, field: str) -> date:
    """A day typed on the command line; BadDocument."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadDocument(field, "cần dạng 2026-11-20") from error


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
