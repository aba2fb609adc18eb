"""How names are told: bare, spelled, by parts, with a title, and to whom they belong."""
