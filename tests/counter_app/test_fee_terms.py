"""What a fee depends on beside the papers: how the dossier comes, its case, its day; and whom it is not asked of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.catalogue.importing import SAMPLE, read_catalogue
from counter_app.catalogue.procedures import Catalogue, Channel, Exemption, FeeRule, Procedure
from counter_app.catalogue.versions import install
from counter_app.dossiers.lookup import dossier_by_id
from counter_app.dossiers.receipt import receipt_of
from counter_app.dossiers.receive import receive
from counter_app.errors import BadDocument
from counter_app.fees import Terms, applies, clash, fees_for, total
from counter_app.papers import FeeLine
from counter_app.place import Place
from tests.documents import intake

CATALOGUE = read_catalogue(SAMPLE)
EXTRACT = next(one for one in CATALOGUE.procedures if one.code == "2.000635")
CHANNELS: tuple[Channel, ...] = ("direct", "online", "post")
AT_DESK_OR_POST = FeeRule("per_copy", "Phí trích lục", 8_000, channels=("direct", "post"))
ONLINE_FREE = FeeRule("per_copy", "Phí trích lục", 0, channels=("online",))
BY_CHANNEL = replace(EXTRACT, fees=(AT_DESK_OR_POST, ONLINE_FREE))
ON_TIME = FeeRule("fixed", "Lệ phí", 5_000, case="Đúng hạn")
LATE = FeeRule("fixed", "Lệ phí", 15_000, case="Quá hạn")
DAY = date(2026, 11, 20)

days = st.dates(date(2026, 1, 1), date(2027, 12, 31)) | st.none()
cases = st.sampled_from(("", "Đúng hạn", "Quá hạn"))


@st.composite
def rules(drawn: st.DrawFn) -> FeeRule:
    """Any rule of one fee."""
    since, until = drawn(days), drawn(days)
    if since and until and since > until:
        since, until = until, since
    channels = tuple(drawn(st.lists(st.sampled_from(CHANNELS), unique=True)))
    return FeeRule("fixed", "Lệ phí", drawn(st.integers(1, 9)), (), None, channels, drawn(cases), since, until)


def test_what_is_handed_in_online_costs_nothing_and_the_line_says_so() -> None:
    assert fees_for(BY_CHANNEL, [], 2, Terms("online")) == (FeeLine("Phí trích lục (nộp trực tuyến)", 0),)
    assert fees_for(BY_CHANNEL, [], 2, Terms("direct")) == (FeeLine("Phí trích lục (nộp tại quầy)", 16_000),)
    assert total(fees_for(BY_CHANNEL, [], 1, Terms("post"))) == 8_000


def test_a_case_has_its_own_fee() -> None:
    procedure = replace(EXTRACT, fees=(ON_TIME, LATE))

    assert procedure.cases == ("Đúng hạn", "Quá hạn")
    assert fees_for(procedure, [], 1, Terms(case="Quá hạn")) == (FeeLine("Lệ phí (Quá hạn)", 15_000),)


def test_a_new_tariff_begins_on_its_day() -> None:
    old = FeeRule("fixed", "Lệ phí", 5_000, until=DAY)
    new = FeeRule("fixed", "Lệ phí", 8_000, since=DAY + timedelta(days=1))
    procedure = replace(EXTRACT, fees=(old, new))

    assert total(fees_for(procedure, [], 1, Terms(day=DAY))) == 5_000
    assert total(fees_for(procedure, [], 1, Terms(day=DAY + timedelta(days=1)))) == 8_000


@given(rule=rules(), channel=st.sampled_from(CHANNELS), case=cases, day=st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_rule_holds_exactly_where_each_of_its_terms_does(
    rule: FeeRule, channel: Channel, case: str, day: date
) -> None:
    held = (
        (not rule.channels or channel in rule.channels)
        and (not rule.case or rule.case == case)
        and (rule.since is None or day >= rule.since)
        and (rule.until is None or day <= rule.until)
    )
    assert applies(rule, Terms(channel, case, day)) == held


@given(one=rules(), other=rules())
def test_rules_that_do_not_clash_are_never_both_asked_for(one: FeeRule, other: FeeRule) -> None:
    bounds = [day for rule in (one, other) for day in (rule.since, rule.until) if day]
    moments = [date(2025, 1, 1), date(2028, 12, 31), *bounds]
    both = any(
        applies(one, terms) and applies(other, terms)
        for terms in map(Terms, *zip(*product(CHANNELS, ("", "Đúng hạn", "Quá hạn"), moments), strict=True))
    )

    assert clash(one, other) == clash(other, one) == both


@given(rule=rules(), channel=st.sampled_from(CHANNELS), copies=st.integers(1, 99))
def test_no_terms_make_a_fee_negative_or_depend_on_the_order_of_the_rules(
    rule: FeeRule, channel: Channel, copies: int
) -> None:
    terms = Terms(channel, "Đúng hạn", DAY)
    forth = fees_for(replace(EXTRACT, fees=(rule, AT_DESK_OR_POST, ONLINE_FREE)), [], copies, terms)
    back = fees_for(replace(EXTRACT, fees=(ONLINE_FREE, AT_DESK_OR_POST, rule)), [], copies, terms)

    assert sorted(forth, key=repr) == sorted(back, key=repr)
    assert all(line.amount >= 0 for line in forth)


def changed(place: Place, procedure: Procedure) -> None:
    """This version of a procedure is in use."""
    place.desk.do(install, Catalogue("2026-thu", CATALOGUE.services, (replace(procedure, version="2026-thu"),)))


def test_an_online_dossier_is_received_free_and_its_receipt_says_why(place: Place) -> None:
    changed(place, BY_CHANNEL)
    online = intake(procedure="2.000635", channel="online", lines=[])

    done = place.desk.do(receive, online)

    kept = place.desk.ask(dossier_by_id, done.id)
    paper = place.desk.ask(receipt_of, done.id)
    assert (done.fee, kept.money_state, kept.channel) == (0, "none", "online")
    assert paper.fees == (FeeLine("Phí trích lục (nộp trực tuyến)", 0),)


def test_a_case_that_was_not_chosen_is_asked_for(place: Place) -> None:
    changed(place, replace(EXTRACT, fees=(ON_TIME, LATE)))

    with pytest.raises(BadDocument) as refused:
        place.desk.do(receive, intake(procedure="2.000635", lines=[]))
    done = place.desk.do(receive, intake(procedure="2.000635", lines=[], case="Quá hạn"))

    assert (refused.value.field, done.fee) == ("case", 15_000)
    with pytest.raises(BadDocument):
        place.desk.do(receive, intake(case="Quá hạn"))


def test_an_exemption_names_who_and_by_which_ground() -> None:
    assert Exemption("Người thuộc hộ nghèo", "văn bản của tỉnh").words == "Người thuộc hộ nghèo (văn bản của tỉnh)"
