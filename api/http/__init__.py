"""Header fields (RFC 9110)."""
