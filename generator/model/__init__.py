"""The words of the domain as frozen models. No file is read here."""
