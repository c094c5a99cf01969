"""Dossiers (hồ sơ): what is typed, what is received, when it is due, what it is called.

Pure rules: ``intake`` reads the document a dossier is received from, ``codes`` names it, ``deadlines`` dates it and
``due_basis`` says why. Acts: ``drafts`` keeps what is typed from the first letter; ``receive`` makes the dossier.
"""
