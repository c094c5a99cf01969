"""The queue: tickets and their calls (office), visits (desk), counters, and who is next (pure).

* ``tickets``: issue, call, begin, finish, recall, no-show, cancel · ``board``: questions about the queue
* ``next_ticket``: who is next, and why · ``visits``: begin, park, resume, end · ``counters``: what a counter serves
* ``naming``: one given number · ``undoing``: a move taken back
"""
