"""Files attached to dossiers (tệp đính kèm): kept encrypted on this PC, told to the city, sent there piece by piece.

* ``kinds``: what a file is, by its content · ``vault``: the encrypted files on the disk
* ``attaching``: attach and take off · ``listing``: what a dossier has · ``viewing``: read back, with an audit line
* ``queue``: what goes to the city next, and what became of it · ``keeping``: removed when stored, sweep, what is missing
"""
