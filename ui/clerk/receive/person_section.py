"""Section 1: who the dossier is about, from the card or typed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from counter_app.dossiers.entry import DOUBTFUL_FIELDS, PersonEntry
from counter_app.people.identity import describe_warning
from ui.clerk.receive.section import Section, line
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.pieces import label, set_role

_SEXES = (("", "—"), ("nam", "Nam"), ("nữ", "Nữ"))
_ACCOUNTS = (("unknown", "Chưa hỏi"), ("has", "Có"), ("none", "Không"), ("helped", "Giúp lập"))


class PersonSection(Section):
    """The owner's fields, and the submitter's when somebody else came (Ctrl+U)."""

    def __init__(self) -> None:
        super().__init__(1, "NGƯỜI", "Quét căn cước, hoặc gõ · Ctrl+U nộp thay")
        self.number = line("12 số", longest=20)
        self.birth_date = line("15/03/1985", longest=10)
        self.sex = ChoiceRow(_SEXES)
        self.name = line()
        self.address = line(longest=300)
        self.phone = line("10 số", longest=15)
        self.account = ChoiceRow(_ACCOUNTS)
        self.submitter_number = line("12 số", longest=20)
        self.submitter_name = line()
        self.submitter_phone = line("10 số", longest=15)
        self.authorisation = line("số, ngày của giấy uỷ quyền (nếu có)")
        self._doubt = label(role="warn", points=9, wrap=True)
        self._doubts: tuple[str, ...] = ()
        own = {"number": self.number, "name": self.name, "birth_date": self.birth_date, "address": self.address}
        self._doubtful: dict[str, QLineEdit] = own
        self._submitter_parts: list[QWidget] = []
        for edit, width in ((self.number, 130), (self.phone, 118)):
            edit.setMinimumWidth(width)
        self.birth_date.setFixedWidth(112)
        self._lay_out()
        for edit in self.edits:
            edit.textEdited.connect(self._edited)
        for row in (self.sex, self.account):
            row.changed.connect(self.changed)
        self._mark(())
        self.show_submitter(shown=False)

    @property
    def edits(self) -> tuple[QLineEdit, ...]:
        """The lines in the order in which Enter goes through them."""
        own = (self.number, self.name, self.birth_date, self.address, self.phone)
        return (*own, self.submitter_number, self.submitter_name, self.submitter_phone, self.authorisation)

    @property
    def has_submitter(self) -> bool:
        """Whether somebody brings it for the owner."""
        return not self.submitter_name.isHidden()

    def owner(self) -> PersonEntry:
        """The owner as the fields stand."""
        return PersonEntry(
            number=self.number.text().strip(),
            name=self.name.text(),
            birth_date=self.birth_date.text(),
            sex=self.sex.value,
            address=self.address.text(),
            phone=self.phone.text(),
            eid_account=self.account.value,
            doubts=self._doubts,
        )

    def submitter(self) -> PersonEntry | None:
        """The submitter as the fields stand, or None."""
        if not self.has_submitter:
            return None
        number, name = self.submitter_number.text().strip(), self.submitter_name.text()
        return PersonEntry(number=number, name=name, phone=self.submitter_phone.text())

    def show_owner(self, person: PersonEntry) -> None:
        """Fill the owner's fields; what a scan may have spoiled is marked."""
        fields = (self.number, self.name, self.birth_date, self.address, self.phone)
        texts = (person.number, person.name, person.birth_date, person.address, person.phone)
        for edit, text in zip(fields, texts, strict=True):
            edit.setText(text)
            edit.setCursorPosition(0)
        self.sex.choose(person.sex)
        self.account.choose(person.eid_account)
        self._mark(person.doubts)

    def show_submitter_entry(self, person: PersonEntry | None) -> None:
        """Fill or hide the submitter's fields."""
        self.show_submitter(shown=person is not None)
        filled = person or PersonEntry()
        self.submitter_number.setText(filled.number)
        self.submitter_name.setText(filled.name)
        self.submitter_phone.setText(filled.phone)

    def show_submitter(self, *, shown: bool) -> None:
        """Open or close the submitter's rows."""
        for part in self._submitter_parts:
            part.setVisible(shown)

    def _edited(self) -> None:
        edited = next((name for name, edit in self._doubtful.items() if edit is self.sender()), "")
        self._mark(tuple(one for one in self._doubts if edited not in DOUBTFUL_FIELDS.get(one, ())))
        self.changed.emit()

    def _mark(self, doubts: tuple[str, ...]) -> None:
        """Mark the fields a scan warned of, and say the first warning."""
        self._doubts = doubts
        marked = {name for one in doubts for name in DOUBTFUL_FIELDS.get(one, ())}
        for name, edit in self._doubtful.items():
            set_role(edit, "doubt" if name in marked else "", "state")
        self._doubt.setText(describe_warning(doubts[0]) if doubts else "")
        self._doubt.setVisible(bool(doubts))

    def _lay_out(self) -> None:
        self.add(0, 0, "Số định danh", self.number)
        self.add(0, 2, "Ngày sinh", self.birth_date)
        self.rows.addWidget(self.sex, 0, 4)
        self.add(1, 0, "Họ và tên", self.name, 4)
        self.add(2, 0, "Địa chỉ", self.address, 4)
        self.rows.addWidget(self._doubt, 3, 1, 1, 4)
        self.add(4, 0, "Điện thoại", self.phone)
        self.add(4, 2, "TK định danh", self.account, 2)
        captions: list[QLabel] = [
            self.add(5, 0, "Người nộp thay", self.submitter_name),
            self.add(5, 2, "Số định danh", self.submitter_number, 2),
            self.add(6, 0, "Điện thoại", self.submitter_phone),
            self.add(6, 2, "Giấy uỷ quyền", self.authorisation, 2),
        ]
        submitter = (self.submitter_name, self.submitter_number, self.submitter_phone, self.authorisation)
        self._submitter_parts = [*captions, *submitter]
        self.rows.setColumnStretch(1, 3)
        self.rows.setColumnStretch(4, 1)
