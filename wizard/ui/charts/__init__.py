"""Charts: drawn here, from tokens, with words beside each."""
