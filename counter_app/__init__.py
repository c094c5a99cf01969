"""Rules and records of a one-stop office (Bộ phận Một cửa); no screen, no paper, no network.

The map of this package:

* ``store``, ``database``, ``keys``, ``migrate``, ``place``: where records live and how they are opened
* ``records``: the tables · ``ops``, ``audit``, ``outbox``, ``feed``: what leaves for the city, what came back
* ``queue``: tickets and visits · ``catalogue``: procedures · ``people``: identity and staff
* ``dossiers``: drafts, receiving, codes, deadlines · ``fees``, ``calendar``, ``ratings``, ``print_jobs``
* ``papers``: what each slip and form says, as data · ``wording``: a sentence for every refusal and state
"""
