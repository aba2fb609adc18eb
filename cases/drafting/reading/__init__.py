"""What every rule reads by: lines of plain text, words and their classes, numbers as spoken, weights."""
