"""Care of the records: backup, restore, the check of everything, the bundle for whoever helps from afar."""
