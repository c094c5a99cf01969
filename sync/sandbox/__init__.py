"""The sandbox city: a city system made of software, to train on and to test against. Its data is made up.

::

    records      its SQLite file and the one lock all use goes through
    bodies       what it demands of the body of an op
    kinds        what each kind of op does to the city's records
    taking       a batch: known ops answered again, order kept, each op in a transaction of its own
    feed         the changes of a unit, in order
    reading      dossiers, ratings, everything it holds · national: the message it has to build of a dossier
    operator     a person plays the city: moves a dossier on
    endpoints    all of it over HTTP · problems: refusals as documents · page: a look for people
    faults       trouble on order: away, slow, lost answers
    server       runs it in a thread, or until stopped
"""
