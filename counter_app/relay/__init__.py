"""The office between the desks and the city: it takes the desks' ops as an upstream does, and is itself a sender.

* ``standing``: what an op does to a dossier, and two versions of one (pure) · ``dossiers``: the unit's, as the office holds them
* ``taking``: one op of a desk, once and in order · ``onward``: the office's own op for the city
* ``changes``: the feed the desks read · ``city_side``: what the city answers and shows
* ``joining``: a desk that exchanged with the city itself so far
"""
