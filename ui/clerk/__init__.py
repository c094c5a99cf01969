"""The clerk's window (quầy tiếp nhận): queue on the left, one place to work in the middle, what is to do on the right.

* ``window`` composes · ``visit_flow`` does what the keys ask · ``sign_in``, ``queue_panel``, ``todo_panel``,
  ``status_bar``, ``visit_header``, ``choice_bar`` are its parts · ``receive`` is the form
* ``naming``: a given number · ``sending_on``: where to · ``taking_back``: the last move · ``catching_up``: what the office
  still has to hear · ``queue_news``: what is said of the queue's moves
"""
