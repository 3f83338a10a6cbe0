"""REST and server-sent events. No decisions: parse, call a service, write."""

from jupyter_codemm.handlers.parts import Access, Once, Parts
from jupyter_codemm.handlers.routes import classroom_routes, routes

__all__ = ["Access", "Once", "Parts", "classroom_routes", "routes"]
