"""Who gets in: passwords, sessions, and the gate in front of everything."""

from auth.sessions import Visitor, arrive, visitor

__all__ = ["Visitor", "arrive", "visitor"]
