"""A dossier in the words of its pane (pure): where it stands, when it is promised, what happened to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counter_app.attachments.listing import AttachmentCard
from counter_app.dossiers.lookup import DossierCard
from counter_app.dossiers.steps.table import DONE
from counter_app.dossiers.timeline import HandoverCard, Timeline, TimelineStep
from counter_app.moments import local
from counter_app.wording import DOSSIER_STATES_VI
from counter_app.wording_city import SYNC_STATES_VI
from counter_app.wording_fields import phone_said
from counter_app.wording_files import size_words, standing_words
from ui.clerk.dossier.view import DossierView
from ui.wording import appointment, money, short_moment

_MONEY = {
    "paid": "đã thu",
    "due": "chưa thu",
    "exempt": "được miễn",
    "refunded": "đã hoàn",
    "cancelled": "đã huỷ thu",
    "none": "không thu",
}
_CHECKED = {"card": "căn cước", "chip": "chip căn cước", "account": "tài khoản định danh"}
_WHO = {"owner": "chủ hồ sơ", "submitter": "người nộp", "authorised": "người được uỷ quyền", "post": "bưu chính"}
_SLIPS = {"lost": "mất giấy hẹn", "none": "không có giấy hẹn"}


def state_words(view: DossierView) -> str:
    """The national status, and what lies across it: voided, late, ready to be handed over."""
    card = view.card
    said = [DOSSIER_STATES_VI[card.state]]
    if card.voided:
        said.append("đã huỷ vì ghi nhầm")
    if view.possible.late or view.waits_late:
        said.append("quá hẹn")
    if card.handover_state == "ready":
        said.append("chờ trả" if card.state == DONE else "chờ trả lại giấy tờ")
    return " · ".join(said)


def who_words(card: DossierCard) -> str:
    """Owner, number and phone; who brought it, where that was somebody else."""
    owner = " · ".join(
        part
        for part in (card.owner.name, card.owner.number or "", phone_said(card.owner.phone, card.owner.phone_of))
        if part
    )
    return owner if card.submitter is None else f"{owner} (người nộp: {card.submitter.name})"


def facts_of(view: DossierView) -> tuple[tuple[str, str], ...]:
    """Caption and words of what the head of the pane says."""
    card = view.card
    found = [("Nhận", appointment(card.received_at)), ("Hẹn trả", due_words(view))]
    if card.shelf:
        found.append(("Kệ", card.shelf))
    found.append(("Phí", fee_words(view)))
    found.append(("Thành phố", city_words(view)))
    return tuple(found)


def city_words(view: DossierView) -> str:
    """Whether the city has it: only a machine's answer or a person's word, with who and when, says that it does."""
    said, card = view.reach, view.card
    if said.given_up is not None and card.city_state is None:
        return f"không gửi lên thành phố («{said.given_up}»)"
    if said.behind and said.entered is None and card.city_state is None:
        return "chưa nhập vào hệ thống thành phố"
    if said.behind:
        code = "" if said.entered is None else f" (mã {said.entered.code})"
        return f"có trên hệ thống{code}, còn bước chưa cập nhật"
    if said.entered is not None and card.sync_state == "city":
        return f"{said.who} nhập tay {short_moment(said.entered.at)}, mã {said.entered.code}"
    return SYNC_STATES_VI[card.sync_state]


def fee_words(view: DossierView) -> str:
    """The fee, whether it was paid and how, and the number of its receipt."""
    card = view.card
    if not card.fee_total:
        return _MONEY["exempt"] if card.money_state == "exempt" else _MONEY["none"]
    said = [f"{money(card.fee_total)}, {_MONEY.get(card.money_state, card.money_state)}"]
    newest = view.money[-1] if view.money else None
    if newest is not None and newest.receipt:
        said.append(f"{'đã huỷ biên lai' if newest.kind == 'cancelled' else 'biên lai'} {newest.receipt}")
    return " · ".join(said)


def due_words(view: DossierView) -> str:
    """The day promised now and why; the first one, where it is another."""
    card = view.card
    if card.due is None:
        now = "không có ngày hẹn" if card.due_original is None else "đang dừng, chờ công dân bổ sung"
    else:
        now = appointment(card.due)
    if card.due_original is not None and card.due_original != card.due:
        now += f"; lần đầu hẹn {local(card.due_original):%d/%m/%Y %H:%M}"
    why = next((one.why for one in reversed(view.timeline.dues) if one.why), "")
    return f"{now} ({why})" if why else now


def files_said(files: Sequence[AttachmentCard]) -> Iterator[tuple[str, str, str]]:
    """Each file with its number; its size and where it stands; the role of that on the screen."""
    for number, card in enumerate(files, start=1):
        role = {"parked": "bad", "stored": "good"}.get(card.standing, "muted")
        yield f"{number}. {card.name}", f"{size_words(card.size)} · {standing_words(card)}", role


def happened(timeline: Timeline) -> Iterator[tuple[str, str, str]]:
    """Each step, the newest first: when, what, and agency, officer, times and note (NĐ 224/2026, article 15.1.g)."""
    for step in reversed(timeline.steps):
        yield f"{local(step.at):%d/%m %H:%M}", step.what, _details(step, timeline)


def _details(step: TimelineStep, timeline: Timeline) -> str:
    where = step.agency if step.counter is None else f"{step.agency}, quầy {step.counter}"
    lines = [" · ".join(part for part in (where, step.officer) if part)]
    if step.to_agency or step.to_officer:
        lines.append("Tới " + " · ".join(part for part in (step.to_agency, step.to_officer) if part))
    if step.kind in ("accepted", "received", "completed", "extended") and step.due is not None:
        lines.append(f"Hẹn trả {local(step.due):%d/%m/%Y %H:%M}")
    if step.kind in ("handed_over", "papers_returned") and timeline.handover is not None:
        lines.append(_taken(timeline.handover))
    if step.note:
        lines.append(f"«{step.note}»")
    return "\n".join(lines)


def _taken(given: HandoverCard) -> str:
    parts = [f"{given.receiver_name} ({_WHO.get(given.receiver_role, given.receiver_role)}) nhận"]
    if given.checked:
        parts.append(f"đối chiếu {_CHECKED[given.checked]}")
    if given.slip in _SLIPS:
        parts.append(_SLIPS[given.slip])
    if given.signed:
        parts.append("đã ký nhận")
    if given.late:
        parts.append("trả trễ hẹn")
    return ", ".join(parts)
