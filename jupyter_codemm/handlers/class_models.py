"""The models of a class: what it may ask of them; and what the caller may."""

from __future__ import annotations

from tornado import web

from jupyter_codemm.contracts.class_models import ClassModelsChange
from jupyter_codemm.handlers.asked import chosen, counted
from jupyter_codemm.handlers.base import CodemmHandler, authorized
from jupyter_codemm.services import class_models, model_costs


class ClassModelsHandler(CodemmHandler):
    """What a class may ask of models, and with which key; the key is never told."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str) -> None:
        """Return what was decided, and what was spent this week."""
        self.reply(await class_models.class_models(self.ctx, self.caller, class_id))

    @web.authenticated
    @authorized
    async def put(self, class_id: str) -> None:
        """Decide it anew; a key that is left out stays for the same address."""
        asked = self.parse(ClassModelsChange)
        self.reply(await class_models.change(self.ctx, self.caller, class_id, asked))


class CostsHandler(CodemmHandler):
    """What a class spent on models."""

    @web.authenticated
    @authorized
    async def get(self, class_id: str) -> None:
        """Return it for the last `weeks`; with `format=csv` as a file."""
        weeks = counted(self, "weeks", model_costs.SHOWN_WEEKS)
        form = self.get_query_argument("format", None)
        if form is None:
            found = await model_costs.class_costs(self.ctx, self.caller, class_id, weeks)
            self.reply(found)
            return
        chosen(form, {"csv": None}, "format")
        self.send_file(await model_costs.costs_file(self.ctx, self.caller, class_id, weeks))


class MyModelsHandler(CodemmHandler):
    """What the caller may use of models."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Return it with what they have spent and what is left."""
        self.reply(await class_models.my_models(self.ctx, self.owner))
