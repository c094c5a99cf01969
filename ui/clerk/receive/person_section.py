"""Section 1: who the dossier is about, from the card or typed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from counter_app.dossiers.entry import DOUBTFUL_FIELDS, PersonEntry, known_number
from counter_app.people.identity import describe_warning
from ui.clerk.receive.address_now import AddressNow
from ui.clerk.receive.section import Section, line
from ui.theme import scaled
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.pieces import label, set_role

_SEXES = (("", "—"), ("nam", "Nam"), ("nữ", "Nữ"))
_PHONES_OF = (("own", "Chủ hồ sơ"), ("submitter", "Người nộp"), ("relative", "Người thân"))
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
        self.address_now = AddressNow(self.address)
        self.phone = line("10 số", longest=15)
        self.phone_of = ChoiceRow(_PHONES_OF)
        self.account = ChoiceRow(_ACCOUNTS)
        self.nationality = _country()
        self.submitter_number = line("12 số", longest=20)
        self.submitter_name = line()
        self.submitter_phone = line("10 số", longest=15)
        self.submitter_nationality = _country()
        self.authorisation = line("tên hoặc số (nếu có)")
        self.authorisation_date = line("15/03/2026", longest=10)
        self._doubt = label(role="warn", points=9, wrap=True)
        self._doubts: tuple[str, ...] = ()
        own = {"number": self.number, "name": self.name, "birth_date": self.birth_date, "address": self.address}
        self._doubtful: dict[str, QLineEdit] = own
        self._submitter_parts: list[QWidget] = []
        self._countries: list[tuple[QLineEdit, QLineEdit, QLabel]] = []
        for edit, width in ((self.number, 130), (self.phone, 118)):
            edit.setMinimumWidth(width)
        self.birth_date.setFixedWidth(round(scaled(112)))
        self._lay_out()
        for edit in self.edits:
            edit.textEdited.connect(self._edited)
        for number in (self.number, self.submitter_number):
            number.textChanged.connect(self._open_countries)
        self.address_now.picked.connect(self.changed)
        self.address_now.proposed.connect(self.changed)
        for row in (self.sex, self.phone_of, self.account):
            row.changed.connect(self.changed)
        self._mark(())
        self.show_submitter(shown=False)

    @property
    def edits(self) -> tuple[QLineEdit, ...]:
        """The lines in the order in which Enter goes through them."""
        own = (self.number, self.name, self.birth_date, self.address, self.address_now, self.phone, self.nationality)
        submitter = (self.submitter_name, self.submitter_number, self.submitter_phone, self.submitter_nationality)
        return (*own, *submitter, self.authorisation, self.authorisation_date)

    @property
    def has_submitter(self) -> bool:
        """Whether the submitter's rows are open."""
        return not self.submitter_name.isHidden()

    @property
    def open_edit(self) -> QLineEdit | None:
        """The first line that must still be filled in, in the order of the form; None when nothing lacks here."""
        wanted = [self.number, self.name, self.nationality]
        if self.submitter() is not None:
            wanted += [self.submitter_name, self.submitter_number, self.submitter_nationality]
        if self.authorisation.text().strip() or self.authorisation_date.text().strip():
            wanted += [self.authorisation, self.authorisation_date]
        lacking = next((one for one in wanted if not one.isHidden() and not one.text().strip()), None)
        return self.address_now if lacking is None and self.address_now.asks else lacking

    def owner(self) -> PersonEntry:
        """The owner as the fields stand."""
        return PersonEntry(
            number=self.number.text().strip(),
            name=self.name.text(),
            birth_date=self.birth_date.text(),
            sex=self.sex.value,
            address=self.address.text(),
            address_now=self.address_now.text(),
            phone=self.phone.text(),
            phone_of=self.phone_of.value,
            eid_account=self.account.value,
            nationality=self.nationality.text().upper(),
            doubts=self._doubts,
        )

    def submitter(self) -> PersonEntry | None:
        """The submitter as the fields stand; None while the rows are closed or empty."""
        number, name = self.submitter_number.text().strip(), self.submitter_name.text()
        phone, country = self.submitter_phone.text(), self.submitter_nationality.text().upper()
        if not self.has_submitter or not any(text.strip() for text in (number, name, phone)):
            return None
        return PersonEntry(number=number, name=name, phone=phone, nationality=country)

    def authorisation_entry(self) -> tuple[str, str]:
        """Name and day of the paper of authorisation; nothing while the submitter's rows are closed."""
        if not self.has_submitter:
            return "", ""
        return self.authorisation.text(), self.authorisation_date.text()

    def show_owner(self, person: PersonEntry) -> None:
        """Fill the owner's fields; what a scan may have spoiled is marked."""
        fields = (self.number, self.name, self.birth_date, self.address, self.phone, self.nationality)
        texts = (person.number, person.name, person.birth_date, person.address, person.phone, person.nationality)
        for edit, text in zip(fields, texts, strict=True):
            edit.setText(text)
            edit.setCursorPosition(0)
        self.sex.choose(person.sex)
        self.account.choose(person.eid_account)
        self.phone_of.choose(person.phone_of)
        self.address_now.show_for(person.address_now)
        self._open_countries()
        self._mark(person.doubts)

    def show_submitter_entry(self, person: PersonEntry | None, authorisation: tuple[str, str] = ("", "")) -> None:
        """Fill or hide the submitter's fields and the paper of authorisation (its name, its day)."""
        filled = person or PersonEntry()
        self.authorisation.setText(authorisation[0])
        self.authorisation_date.setText(authorisation[1])
        self.submitter_nationality.setText(filled.nationality)
        self.submitter_number.setText(filled.number)
        self.submitter_name.setText(filled.name)
        self.submitter_phone.setText(filled.phone)
        self.show_submitter(shown=person is not None or any(authorisation))

    def show_submitter(self, *, shown: bool) -> None:
        """Open or close the submitter's rows."""
        for part in self._submitter_parts:
            part.setVisible(shown)
        self._open_countries()

    def _open_countries(self) -> None:
        """A nationality is asked for beside a passport's number alone."""
        for number, country, caption in self._countries:
            asked = known_number(number.text()) == "passport" and not number.isHidden()
            country.setVisible(asked)
            caption.setVisible(asked)

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
        self.address_now.put_into(self.rows, 4)
        self.add(6, 0, "Điện thoại", self.phone)
        self.add(6, 2, "Máy của", self.phone_of, 2)
        own_country = self.add(7, 0, "Quốc tịch", self.nationality)
        self.add(7, 2, "TK định danh", self.account, 2)
        captions: list[QLabel] = [
            self.add(8, 0, "Người nộp thay", self.submitter_name),
            self.add(8, 2, "Số định danh", self.submitter_number, 2),
            self.add(9, 0, "Điện thoại", self.submitter_phone),
            self.add(10, 0, "Giấy uỷ quyền", self.authorisation),
            self.add(10, 2, "Ngày", self.authorisation_date, 2),
        ]
        their_country = self.add(9, 2, "Quốc tịch", self.submitter_nationality, 2)
        lines = (self.submitter_name, self.submitter_number, self.submitter_phone)
        self._submitter_parts = [*captions, *lines, self.authorisation, self.authorisation_date]
        self._countries = [
            (self.number, self.nationality, own_country),
            (self.submitter_number, self.submitter_nationality, their_country),
        ]
        self.rows.setColumnStretch(1, 3)
        self.rows.setColumnStretch(4, 1)


def _country() -> QLineEdit:
    """A line for a nationality: two letters of ISO 3166-1."""
    return line("2 chữ: KR, CN, JP, US, VN…", longest=2)
