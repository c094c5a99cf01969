"""The sandbox city: a city system made of software, to train on and to test against. Its data is made up.

::

    records      its SQLite file and the one lock all use goes through
    bodies       what it demands of the body of an op
    kinds        what each kind of op does to the city's records
    taking       a batch: known ops answered again, order kept, each op in a transaction of its own
    feed         the changes of a unit, in order
    reading      dossiers, ratings, everything it holds · national: the message it has to build of a dossier
    operator     a person plays the city: decides on a dossier · online: a dossier arrives · decisions: the catalogue changes
    endpoints    all of it over HTTP · more_endpoints: beside the exchange · problems: refusals as documents
    operator_pages   the same for a person at a browser: page, dossier_page, panel, made of markup
    faults       trouble on order: away, busy, slow, lost answers, doubled requests, clock off
    backups      the city restored from yesterday's backup, its feed begun anew
    vxp          the same city as the real ones answer: sessions, words, no key · vxp_dossiers, vxp_answers, vxp_endpoints
    server       runs it in a thread, or until stopped
"""
