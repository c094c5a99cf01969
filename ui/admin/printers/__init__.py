"""The printers of this PC in the admin's window, for the IT person.

``page`` composes: ``overview`` (the list, one printer, its papers), ``wizard`` (adding or mending one, step by step),
``import_sheet`` (what a file from another PC would change). ``known`` is the question it all follows, ``live`` asks the
printers themselves, by ``errands`` that no window waits for. ``words`` says it, ``draft`` is a printer being set up.
"""
