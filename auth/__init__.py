"""Who gets in: passwords, sessions, and the gate in front of everything."""

from auth.sessions import Visitor, visitor

__all__ = ["Visitor", "visitor"]
