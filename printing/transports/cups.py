"""A queue of CUPS, given raw bytes or a PDF by ``lp`` and asked what became of them (lp(1), lpstat(1), cancel(1)).

The programs of CUPS are used and not its library: they are where CUPS is, and python-escpos' own way over ``lp`` does not
tell the number of the job. Their answers are read in the C locale; what is looked at are the keywords of RFC 8011.
"""

from __future__ import annotations

import os
import re
import subprocess
import time

from printing.transports.patience import WARM_UP_SECONDS

LOOK_EVERY = 0.2
"""Seconds between two looks at a job."""
_ANSWERS_WITHIN = 10.0
"""Seconds after which a program of CUPS that says nothing counts as away."""
_REASONS = (("media", "paper"), ("cover", "cover"), ("door", "cover"), ("cutter", "cutter"), ("offline", "offline"))
"""How ``printer-state-reasons`` begin (RFC 8011, 5.4.12), and what we call it."""
_BAD_ENDS = ("canceled", "aborted", "job-stopped", "with-errors")


_MEDIA = {"A5": "iso_a5_148x210mm", "A4": "iso_a4_210x297mm"}
"""The sheets by their own names (PWG 5101.1): always said, so that no default of the queue's comes between."""


class CupsQueue:
    """The way over a queue; ``server`` (host:port, or the path of a socket) where it is not the PC's own CUPS.

    ``sheet`` names the sheets of an office printer, which is given PDF; without it the bytes go to the printer as they are.
    """

    def __init__(self, queue: str, server: str | None = None, sheet: str = "") -> None:
        self._queue = queue
        as_it_is = ("-o", f"media={_MEDIA[sheet]}", "-o", "print-scaling=none") if sheet else ("-o", "raw")
        self._how = (*as_it_is, "-t", "one-stop-counter")
        self._patience = WARM_UP_SECONDS if sheet else 0.0
        self._server = ["-h", server] if server else []

    def open(self) -> None:
        """See that CUPS knows the queue; ConnectionError."""
        self._run("lpstat", "-p", self._queue)

    def trouble(self) -> str | None:
        """Why it can't print just now: a queue that was stopped, or what a driver reports of the printer."""
        told = self._run("lpstat", "-l", "-p", self._queue)
        if f"printer {self._queue} disabled" in told:
            return "paused"
        return _reason_in(told)

    def hand_over(self, paper: bytes, seconds: float) -> str | None:
        """Queue the paper and wait until CUPS is done with it: None, else why it is not; then it is taken back."""
        told = self._run("lp", "-d", self._queue, *self._how, paper=paper)
        found = re.search(r"request id is (\S+)", told)
        if found is None:
            raise ConnectionError(told.strip())
        job, end = found[1], time.monotonic() + max(seconds, self._patience)
        while self._is_waiting(job):
            if time.monotonic() > end:
                reason = self._reason()
                self._take_back(job)
                return reason or "stopped"
            time.sleep(LOOK_EVERY)
        return None if self._went_well(job) else "broken"

    def close(self) -> None:
        """Nothing is held between papers."""

    def _is_waiting(self, job: str) -> bool:
        return job in self._run("lpstat", "-W", "not-completed", "-o", self._queue).split()

    def _went_well(self, job: str) -> bool:
        """Whether a job that is over ended well: nothing in its job-state-reasons (RFC 8011, 5.3.8) says otherwise.

        Of a job that went well CUPS 2.4 tells ``processing-to-stop-point`` or ``job-completed-successfully``.
        """
        told = self._run("lpstat", "-l", "-W", "completed", "-o", self._queue)
        _, found, rest = told.partition(f"{job} ")
        alerts = re.search(r"Alerts: (.*)", rest)
        return bool(found) and alerts is not None and not any(word in alerts[1] for word in _BAD_ENDS)

    def _reason(self) -> str | None:
        try:
            return self.trouble()
        except OSError:
            return None

    def _take_back(self, job: str) -> None:
        """Cancel the job, purging its data; ConnectionError when CUPS does not, so that somebody looks."""
        self._run("cancel", "-x", job)

    def _run(self, program: str, *arguments: str, paper: bytes = b"") -> str:
        """What a program of CUPS says; ConnectionError when it is not there, fails, or says nothing in time."""
        surroundings = {**os.environ, "LC_ALL": "C"}
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program; the queue's name is one argument of its own
                [program, *self._server, *arguments],
                input=paper,
                capture_output=True,
                env=surroundings,
                timeout=_ANSWERS_WITHIN,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise ConnectionError(program) from error
        return done.stdout.decode(errors="replace")


def _reason_in(told: str) -> str | None:
    alerts = re.search(r"Alerts: (.*)", told)
    for word in (alerts[1] if alerts else "").split():
        for beginning, reason in _REASONS:
            if word.startswith(beginning) and not word.endswith(("-warning", "-report", "-low")):
                return reason
    return None
