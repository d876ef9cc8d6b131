"""The Document tree, walking it and its fingerprints. Knows no law and no file."""
