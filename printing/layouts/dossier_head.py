"""What every thermal paper of a dossier begins and ends with: heading, marks, code, appointment, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from counter_app.papers import ClaimSlip, Receipt
from counter_app.wording_papers import NATION, SAMPLE, part_text, reprint_text, reprinted_text, version_text
from printing.barcodes import code128, qr
from printing.fonts import Face, Weight, unbroken
from printing.layouts.looks import Sizes, alike, fitting, heading, one_line
from printing.layouts.parts import (
    LEAST,
    banner,
    cells,
    clock_text,
    day_text,
    english,
    moment_in_english,
    titled,
    weekday_text,
)
from printing.raster import Canvas

QR_DOTS = 6
BARS_HEIGHT = 64
WEIGHTS: tuple[Weight, Weight] = ("SemiBold", "Medium")
"""Of the two lines of the national heading."""
SIGNING = 88
"""Dots left white for a signature (11 mm)."""
APART = 16
"""Dots between the columns of two signers."""


def nation_and_office(canvas: Canvas, office: str, look: Sizes) -> None:
    """The national heading, as on every form of the state, and who issues the paper."""
    for line, weight in zip(NATION, WEIGHTS, strict=True):
        face, room = Face(weight, look.label.px), _room(canvas)
        face = heading(line, face, room, LEAST, look) if look.larger else one_line(line, face, room, LEAST, look)
        canvas.text(line, face, align="centre")
    canvas.space(look.gap // 2)
    third = canvas.width // 3
    canvas.block(third, canvas.y, canvas.width - 2 * third, 2)
    canvas.space(look.gap // 2)
    office_line(canvas, office, look)


def office_line(canvas: Canvas, office: str, look: Sizes) -> None:
    """Who issues the paper, above a line."""
    canvas.text(office, look.strong, align="centre")
    canvas.space(look.gap // 2)
    canvas.rule(2)
    canvas.space(look.gap // 2)


def marks(canvas: Canvas, paper: Receipt | ClaimSlip, look: Sizes) -> None:
    """Whose copy it is; that it is a sample; that it was printed again, when and by whom."""
    if part_text(paper.part):
        canvas.text(f"({part_text(paper.part)})", look.strong, align="centre")
    corrected = version_text(paper.version) if isinstance(paper, Receipt) else ""
    for text in (SAMPLE if paper.sample else "", corrected, reprint_text(paper.copy_no)):
        if text:
            canvas.space(look.gap // 2)
            banner(canvas, text, look.strong)
    by = reprinted_text(paper.reprinted_at, paper.reprinted_by)
    if paper.copy_no > 1 and by:
        canvas.space(look.gap // 4)
        canvas.text(by, look.label, align="centre")


def code(canvas: Canvas, text: str, label: str, look: Sizes) -> None:
    """The code three times: as a QR, in letters, and as bars where they fit."""
    square = qr(text, QR_DOTS)
    canvas.picture(square, (canvas.width - square.width) // 2, canvas.y)
    canvas.space(square.height - QR_DOTS)
    titled(canvas, label, look.label, look)
    canvas.text(text, alike(text, Face("Bold", 40), _room(canvas), LEAST), align="centre")
    bars = code128(text, canvas.width, BARS_HEIGHT)
    canvas.space(look.gap)
    if bars is not None:
        canvas.picture(bars, (canvas.width - bars.width) // 2, canvas.y)
        canvas.space(bars.height + look.gap)


@dataclass(frozen=True)
class Appointment:
    """When to come back: ``title`` says for what, ``instead`` stands there where nobody knows yet."""

    title: str
    due: datetime | None
    instead: str
    below: str = ""


def appointment(canvas: Canvas, said: Appointment, look: Sizes) -> None:
    """When to come back, in a frame of its own."""
    top, edge = canvas.y, 4
    canvas.space(look.gap // 2)
    left, right = canvas.left + 2 * edge, canvas.right - 2 * edge
    canvas.text(said.title, look.strong, left=left, right=right, align="centre")
    if english(said.title, look):
        canvas.text(english(said.title, look), look.small, left=left, right=right, align="centre")
    if said.due is None:
        canvas.text(said.instead, look.figure, left=left, right=right, align="centre")
    else:
        hour = unbroken(f"{weekday_text(said.due)} {clock_text(said.due)}")
        for text in (hour, day_text(said.due)):
            face = fitting(text, look.appointment, right - left, min(58, look.appointment.px))
            canvas.text(text, face, left=left, right=right, align="centre")
        if look.second:
            canvas.text(moment_in_english(said.due), look.small, left=left, right=right, align="centre")
    if said.below:
        canvas.text(said.below, look.label, left=left, right=right, align="centre")
    canvas.space(look.gap)
    canvas.frame(top, canvas.y, edge)
    canvas.space(look.gap)


def signatures(canvas: Canvas, signers: tuple[tuple[str, str], tuple[str, str]], look: Sizes) -> None:
    """Two columns to sign in: who they are, room, and their names."""
    edges = [canvas.left, canvas.width // 2 + APART // 2]
    first, second = signers
    canvas.space(look.gap // 2)
    face = Face("SemiBold", look.label.px)
    cells(canvas, (first[0], second[0]), face, edges, apart=APART)
    if look.second:
        cells(canvas, (english(first[0], look), english(second[0], look)), look.small, edges, apart=APART)
    cells(canvas, ("(Ký, ghi rõ họ tên)",) * 2, look.small, edges, apart=APART)
    canvas.space(SIGNING)
    cells(canvas, (first[1], second[1]), look.strong, edges, apart=APART)


def _room(canvas: Canvas) -> int:
    return canvas.right - canvas.left
