"""REST and server-sent events. No decisions: parse, call a service, write."""

from jupyter_codemm.handlers.base import Access, Parts
from jupyter_codemm.handlers.routes import routes

__all__ = ["Access", "Parts", "routes"]
