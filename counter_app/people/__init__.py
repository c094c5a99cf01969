"""People: who comes to the counter, and who works behind it.

``identity`` reads the QR of a căn cước card and ``damage`` says what looks wrong in it; ``numbers`` and ``phones``
check what is typed; ``folding`` makes names findable without marks: all pure, text in, values out. ``staff`` keeps
the members of staff and their sign-in.
"""
