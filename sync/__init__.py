"""The exchange with the next store on the way to the city.

::

    messages     what travels: batches of ops up, pages of changes down (pure)
    upstreams    whom to talk to: the ``Upstream`` protocol and the city over HTTP
    exchange     one round: push what is pending, pull what is new
    worker       rounds without end, in a thread, under the unit's sender lock
    sandbox      a city system made of software, to train and test against
    cli          ``sync once|run|status|parked`` and ``city sandbox``

Knows ``counter_app`` and nothing of ``printing`` or ``ui``.
"""
