"""What stands at the true edges of this PC in the tests: a cable, a USB backend, a Windows spooler, a CUPS of our own."""
