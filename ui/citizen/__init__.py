"""The citizen's screen (màn hình công dân) beside the clerk: what is being done, a check of the data, three faces."""
