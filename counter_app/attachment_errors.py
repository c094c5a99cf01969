"""What is refused about files attached to dossiers, as facts; the sentences stand in ``wording_files``.

::

    BadInput
    ├── FileUnreadable       no such file, empty, or changed while it was read
    ├── FileTooLarge · FileKindRefused · TooManyFiles
    Refused
    └── FileSent             to be taken off, and the city has it
    StoreTrouble
    └── FileNotHere · FileDamaged
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.errors import BadInput, Refused, StoreTrouble


@dataclass(eq=False)
class FileUnreadable(BadInput):
    """A file that can't be read, holds nothing, or changed while it was read."""

    name: str


@dataclass(eq=False)
class FileTooLarge(BadInput):
    """A file larger than the unit takes; both in whole MB."""

    name: str
    limit_mb: int


@dataclass(eq=False)
class FileKindRefused(BadInput):
    """A file whose content is of no kind the unit takes, whatever its name says."""

    name: str
    kinds: str
    """Those it takes, as people read them: ``PDF, JPEG``."""


@dataclass(eq=False)
class TooManyFiles(BadInput):
    """A dossier that has as many files as the unit lets it have."""

    limit: int


@dataclass(eq=False)
class FileSent(Refused):
    """A file that was to be taken off, and has gone to the city already, or is just going."""

    name: str


class FileNotHere(StoreTrouble):
    """The content is with the city and not on this PC any more."""


class FileDamaged(StoreTrouble):
    """The content kept on this PC was changed or is lost."""
