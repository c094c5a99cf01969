"""What ``bench`` measures, one module each."""
