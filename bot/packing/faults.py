"""What may be wrong with what a pack is made of."""


class BadTemplate(Exception):
    """A template that is no DOCX, or has no place for the table."""
