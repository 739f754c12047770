"""Rows and SQL: what is stored, and the two doors to it."""

from db.engine import Store, reading, store, use, writing
from db.trouble import Busy, NotStored

__all__ = ["Busy", "NotStored", "Store", "reading", "store", "use", "writing"]
