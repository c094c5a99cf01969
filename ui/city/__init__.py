"""What stands between the unit and the city, before a person's eyes: the counter's and the admin's window both show it.

``line`` says how the way stands; ``attention_pane`` shows what the city refused and ``settling`` does what is asked about
it; ``entry_pane`` helps to type dossiers into the city's own form.
"""
