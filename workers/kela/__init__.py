"""The city's monthly lists from Kela: read, compared with what is known, applied, undone, explained."""
