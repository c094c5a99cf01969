"""The receive form: person, procedure, papers, return, fee; typed text is a saved draft from the first letter."""
