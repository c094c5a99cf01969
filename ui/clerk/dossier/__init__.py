"""A dossier in the clerk's window: where it stands, what happened to it, and every step that can be taken with it.

* ``view``: what is asked of the records · ``said``: it in words · ``typed``: what hands type, as documents have it
* ``step_list``: steps by key, with reasons · ``step_form`` and the forms of the steps · ``pane``: all of it in one place
* ``taking``: one step taken, as the command line takes it · ``dossiers``: how the pane stands beside form and search
"""
