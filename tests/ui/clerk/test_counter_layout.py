"""How the counter's window shares its width out."""

from __future__ import annotations

from ui.clerk.counter_layout import panel_widths


def test_panels_give_way_from_the_right_and_never_below_their_least() -> None:
    wanted, least = (240, 206, 218), (218, 156, 136)

    assert panel_widths(wanted, least, 700) == wanted
    assert panel_widths(wanted, least, 650) == (240, 206, 204)
    assert panel_widths(wanted, least, 550) == (240, 174, 136)
    assert panel_widths(wanted, least, 515) == (223, 156, 136)
    assert panel_widths(wanted, least, 300) == least
