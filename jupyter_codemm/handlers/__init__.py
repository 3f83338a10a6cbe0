"""REST and server-sent events. No decisions: parse, call a service, write."""

from jupyter_codemm.handlers.parts import Access, Once, Parts
from jupyter_codemm.handlers.routes import routes

__all__ = ["Access", "Once", "Parts", "routes"]
