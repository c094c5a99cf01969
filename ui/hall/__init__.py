"""The hall's display (bảng gọi số): numbers and counters on a large screen, and their calling-out one after another.

``line`` (pure) says which call is announced next, ``announcer`` leads one announcement after another through chime and
voice (``sounds``), ``parts`` and ``rows`` draw what stands on the wall, ``window`` composes them and follows the records.
"""
