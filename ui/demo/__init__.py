"""Playing visits through the real windows: pilots that press, type, scan and touch; the demo's three visits."""
