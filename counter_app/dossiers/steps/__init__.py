"""The steps of a dossier after its receipt: ``table`` says which is allowed when, each act stands in a file of its own.

* ``table`` (pure): step by state, with the reason for each that is not allowed · ``standing``: where a dossier stands
* ``values``: what a step is given and what it answers · ``documents``: the same as the command line writes it
* ``writing``: one transaction: state, event, audit line, op · ``due_changes`` · ``forms``: forms 02 to 06 from records
"""
