"""The ticket kiosk (máy lấy số): a few large tiles between a citizen and a queue number."""
