"""The city's decision on the catalogue where several PCs share the office: looked through beside its work, taken once."""

from __future__ import annotations

from functools import partial

from counter_app.catalogue.versions import Installed, known_rev, procedures
from counter_app.catalogue.waiting_decision import keep_decision, ready_waiting, take_waiting, waiting
from counter_app.errors import BadDocument
from tests.postgres.offices import AnotherPc
from tests.postgres.test_collisions import in_threads
from tests.sync.test_catalogue_from_city import decision, many


def test_of_two_administrators_who_take_a_decision_at_the_same_moment_one_does(another_pc: AnotherPc) -> None:
    pcs = [another_pc() for _ in range(2)]
    pcs[0].do(keep_decision, decision(7, procedures=many(300)))
    ready = [pc.ask(ready_waiting, 7) for pc in pcs]

    done: list[Installed] = []

    def takes(number: int) -> None:
        done.append(pcs[number].do(take_waiting, ready[number]))

    (refused,) = in_threads(partial(takes, 0), partial(takes, 1))

    assert isinstance(refused, BadDocument)
    assert [one.changed for one in done] == [300]
    assert len(pcs[1].ask(procedures)) == 300
    assert (pcs[1].ask(known_rev), pcs[1].ask(waiting)) == (7, None)
