"""What RFC 9110 says of header fields, written once."""
