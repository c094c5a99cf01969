"""Which form belongs to which step, to the money and to the files beside them."""

from __future__ import annotations

from collections.abc import Mapping

from ui.clerk.dossier import correct_form, office_forms, person_forms
from ui.clerk.dossier.detach_form import DETACH, DetachForm
from ui.clerk.dossier.hand_over_form import HandOverForm
from ui.clerk.dossier.money_form import MONEY, MoneyForm
from ui.clerk.dossier.step_form import StepForm

FORMS: Mapping[str, type[StepForm]] = {
    "accept": office_forms.AcceptForm,
    "supplement": office_forms.SupplementForm,
    "complete": office_forms.TakingInForm,
    "close": office_forms.CloseForm,
    "refuse": office_forms.RefuseForm,
    "forward": office_forms.ForwardForm,
    "note_leg": office_forms.LegForm,
    "extend": office_forms.ExtendForm,
    "withdraw": office_forms.WithdrawForm,
    "stop": office_forms.StopForm,
    "result": office_forms.ResultForm,
    "hand_over": HandOverForm,
    "correct": correct_form.CorrectForm,
    "void": person_forms.VoidForm,
    MONEY: MoneyForm,
    DETACH: DetachForm,
}
