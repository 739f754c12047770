"""Why a file could not be read as a list."""


class NotReadError(Exception):
    """A code and its details, worded where the list is shown: too_large, too_many, old_office, no_list, damaged,
    unpacks, empty."""

    def __init__(self, code: str, **details: int) -> None:
        super().__init__(code, details)
        self.code, self.details = code, details
