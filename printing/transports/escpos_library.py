"""python-escpos, loaded without what its import does beside: a handler on the root logger, a folder left in /tmp.

Loading takes a quarter of a second: only a printer's worker does it, at its first paper.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType


def escpos_printers() -> ModuleType:
    """The module ``escpos.printer`` with its classes ``Usb``, ``Serial``, ``Win32Raw``."""
    if "escpos.printer" not in sys.modules:
        with _no_handler_is_added():
            from escpos import capabilities
        # It keeps its table of printers there for the next import, which makes a folder of its own again.
        shutil.rmtree(Path(capabilities.pickle_dir), ignore_errors=True)
    from escpos import printer

    module: ModuleType = printer
    return module


@contextlib.contextmanager
def trouble_as_os_error() -> Iterator[None]:
    """What the libraries raise for a device that is away comes as ConnectionError, for one that is shut as PermissionError.

    They raise their own errors, AssertionError for a second try, ValueError, termios.error, pywintypes.error; what the
    system said stands behind those.
    """
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        behind = error.__cause__ or error.__context__
        if isinstance(behind, OSError) and behind.errno in (errno.EACCES, errno.EPERM):
            raise PermissionError(behind.errno, type(error).__name__) from error
        raise ConnectionError(type(error).__name__) from error


@contextlib.contextmanager
def _no_handler_is_added() -> Iterator[None]:
    """``logging.basicConfig()`` does nothing while the root logger has a handler."""
    root, guard = logging.getLogger(), logging.NullHandler()
    root.addHandler(guard)
    try:
        yield
    finally:
        root.removeHandler(guard)
