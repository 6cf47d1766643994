"""How a server grows with the size of its data: measured, printed and drawn."""
