"""When it happened: days and hours as told, solar and lunar, weighed against each other."""
