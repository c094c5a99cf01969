"""The form of a correction (đính chính): a person, the way back, sets, note, papers and lines of copies; and why.

What was not touched stays out of the document, so that it stays as it is. The receipt is printed anew with its version.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from counter_app.dossiers.intake import CopyLine
from counter_app.dossiers.lookup import PaperCard
from ui.clerk.dossier.rows import Rows
from ui.clerk.dossier.step_form import StepForm
from ui.clerk.dossier.typed import day_shown, day_typed, number_typed
from ui.clerk.dossier.view import DossierView

_PEOPLE = (("owner", "Chủ hồ sơ"), ("submitter", "Người nộp"), ("subject", "Người được giải quyết"))
_SEXES = (("", "—"), ("nam", "Nam"), ("nữ", "Nữ"))
_PHONES_OF = (("own", "Chính chủ"), ("submitter", "Người nộp"), ("relative", "Người thân"))
_WAYS = (("counter", "Tại quầy"), ("post", "Bưu chính"), ("electronic", "Điện tử"))
_CORRECTED = ("name", "number", "birth_date", "address", "address_now", "phone")
_PAPER_COLUMNS = (("tên giấy tờ", 0), ("chính", 6), ("chứng thực", 9), ("sao", 5))
_LINE_COLUMNS = (("giấy tờ cần sao", 0), ("trang", 6), ("bản", 5))


class CorrectForm(StepForm):
    """The owner first; papers and lines last, below the reason, as they are seldom wrong."""

    step = "correct"

    def build(self) -> None:
        """The owner as they stand; arrows go to the submitter."""
        roles = [(key, words) for key, words in _PEOPLE if key in self.view.people]
        self.role = self.choice("role", "Của ai", roles)
        self.edits = {
            "name": self.line("owner.name", "Họ tên", longest=200),
            "number": self.line("owner.number", "Số giấy tờ", longest=40),
            "birth_date": self.line("owner.birth_date", "Ngày sinh", hint="15/03/1985"),
            "address": self.line("owner.address", "Địa chỉ", longest=500),
            "address_now": self.line("owner.address_now", "Nay là", hint="phường, xã mới", longest=500),
            "phone": self.line("owner.phone", "Điện thoại", longest=40),
        }
        self.phone_of = self.choice("owner.phone_of", "Máy của", _PHONES_OF)
        self.sex = self.choice("owner.sex", "Giới tính", _SEXES)
        self._build_dossier()
        self.role.changed.connect(self._show_person)
        self._show_person()

    def _build_dossier(self) -> None:
        card = self.view.card
        self.sets = self.line("sets", "Số bộ", str(card.sets), longest=2)
        self.note = self.line("note", "Ghi chú", card.note)
        self.way = self.choice("return.way", "Trả kết quả", _WAYS)
        self.way.choose(card.return_way)
        self.sent_to = self.line("return.address", "Gửi đến", card.return_address, longest=500)
        self.reason = self.line("reason", "Đính chính vì")
        self.say("Giấy tờ, dòng sao: xoá tên là bỏ dòng. Phí tính lại theo dòng sao và số bộ.")
        self.papers = self.rows("papers", "Giấy tờ", _PAPER_COLUMNS, per_line=len(_PAPER_COLUMNS))
        self.papers.fill([_paper_cells(one) for one in card.papers])
        self.copy_lines = self.rows("lines", "Dòng sao", _LINE_COLUMNS)
        self.copy_lines.fill([_line_cells(one) for one in self.view.lines])
        self.show_field("lines", shown=bool(self.view.lines))
        self.way.changed.connect(self._open_address)
        self._open_address()

    def renew(self, view: DossierView) -> bool:
        """What was not typed here follows the dossier: nobody's correction is undone by an older screen."""
        before, now = self._person, dict(view.people.get(self.role.value, {}))
        if not now or (view.card.papers, view.lines) != (self.view.card.papers, self.view.lines):
            return False
        for key, edit in self.edits.items():
            if edit.text().strip() == _shown(before, key):
                edit.setText(_shown(now, key))
        for row, key in ((self.sex, "sex"), (self.phone_of, "phone_of")):
            if (row.value or None) == before[key]:
                row.choose(now[key] or "")
        was, card = self.view.card, view.card
        if self.way.value == was.return_way:
            self.way.choose(card.return_way)
        for edit, old, new in (
            (self.sets, str(was.sets), str(card.sets)),
            (self.note, was.note, card.note),
            (self.sent_to, was.return_address, card.return_address),
        ):
            if edit.text() == old:
                edit.setText(new)
        return super().renew(view)

    def focus_first(self) -> None:
        """The name: what is misspelt most."""
        self._focus(self.edits["name"])

    def document(self) -> dict[str, Any]:
        """As ``dossier correct`` takes it; what did not change stays as it is."""
        whole: dict[str, Any] = {"reason": self.reason.text(), "note": self.note.text()}
        whole["sets"] = number_typed(self.sets.text(), 1)
        shown, person = self._person, self._person_typed()
        if person != shown:
            whole[self.role.value] = person
        way = {"way": self.way.value, "address": self.sent_to.text() if self.way.value == "post" else ""}
        if way != {"way": self.view.card.return_way, "address": self.view.card.return_address}:
            whole["return"] = way
        for field, rows, cells in self._rows_of_both():
            if _texts(rows) != cells:
                whole[field] = self._papers_typed() if field == "papers" else self._lines_typed()
        return whole

    def _rows_of_both(self) -> tuple[tuple[str, Rows, list[tuple[str, ...]]], ...]:
        return (
            ("papers", self.papers, [_paper_cells(one) for one in self.view.card.papers]),
            ("lines", self.copy_lines, [_line_cells(one) for one in self.view.lines]),
        )

    def _person_typed(self) -> dict[str, Any]:
        shown = self._person
        typed = {key: self.edits[key].text().strip() for key in _CORRECTED}
        born = typed["birth_date"]
        same_day = born == _shown(shown, "birth_date")
        return {
            **shown,
            **typed,
            "number": "".join(typed["number"].split()) or None,
            "birth_date": shown["birth_date"] if same_day else day_typed(born, self.now, "owner.birth_date"),
            "sex": self.sex.value or None,
            "phone_of": self.phone_of.value,
        }

    def _papers_typed(self) -> list[dict[str, Any]]:
        """The papers as they are to stand; a row that has its name yet keeps its code."""
        known = self.view.card.papers
        found = []
        for at, row in enumerate(self.papers.lines):
            name, *counts = (edit.text().strip() for edit in row)
            if name:
                originals, certified, copies = (number_typed(count, 0) for count in counts)
                code = known[at].code if at < len(known) else None
                kinds = {"originals": originals, "certified": certified, "copies": copies}
                found.append({"code": code, "name": name, **kinds})
        return found

    def _lines_typed(self) -> list[dict[str, Any]]:
        rows = [[edit.text().strip() for edit in row] for row in self.copy_lines.lines]
        return [
            {"paper": paper, "pages": number_typed(pages, 0), "copies": number_typed(copies, 0)}
            for paper, pages, copies in rows
            if paper
        ]

    @property
    def _person(self) -> dict[str, Any]:
        return dict(self.view.people[self.role.value])

    def _show_person(self) -> None:
        shown = self._person
        for key, edit in self.edits.items():
            edit.setText(_shown(shown, key))
            edit.setCursorPosition(0)
        self.sex.choose(shown["sex"] or "")
        self.phone_of.choose(shown["phone_of"])

    def _open_address(self) -> None:
        self.show_field("return.address", shown=self.way.value == "post")


def _shown(person: dict[str, Any], key: str) -> str:
    """A part of a person as it is typed."""
    kept = person[key]
    if key == "birth_date":
        return day_shown(None if kept is None else date.fromisoformat(kept))
    return str(kept or "")


def _paper_cells(paper: PaperCard) -> tuple[str, ...]:
    return (paper.name, str(paper.originals), str(paper.certified), str(paper.copies))


def _line_cells(one: CopyLine) -> tuple[str, ...]:
    return (one.paper, str(one.pages), str(one.copies))


def _texts(rows: Rows) -> list[tuple[str, ...]]:
    """What stands in rows, without the ones that have no name."""
    return [tuple(cells) for cells in rows.values() if cells[0].strip()]
