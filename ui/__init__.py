"""The surfaces of the hall: what clerks, citizens and the IT person see and touch.

* ``work``, ``follow``: doing acts and following answers without a window ever waiting
* ``theme``, ``notices``, ``scanner``: how everything looks, where trouble is said, what a scanner may do
* ``sign_in_page``: the card that windows of staff open with
* ``widgets``: know nothing of the unit · ``clerk``, ``kiosk``, ``citizen``, ``hall``, ``admin``: the surfaces
"""
