"""Values and rules of the product, and the ports: protocols for all that is outside. No input or output here."""
