"""The command line of rules and records: everything a clerk can do, without a screen.

``session``: where the records are, who acts, how answers are told · ``office``, ``queue``, ``dossiers``, ``care``: the
commands. ``main.py`` joins them with those of ``printing`` and ``sync``.
"""
