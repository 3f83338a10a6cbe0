"""The models that may be asked here, each made once and with a meter."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from jupyter_codemm.llm.settings import DEFAULT_BASE_URL, LLMSettings
from jupyter_codemm.ports import LLM
from jupyter_codemm.services.metering import Meter, MeteredLLM

MOST_KEPT = 256


class ModelShelf:
    """The port `Models` on OpenAI-compatible endpoints.

    Without `site` nothing is offered; classes may still have keys of their own.
    """

    def __init__(
        self,
        site: LLMSettings | None,
        meter: Meter,
        connect: Callable[[LLMSettings], LLM],
        *,
        names: tuple[str, ...] = (),
        addresses: tuple[str, ...] = (),
    ) -> None:
        self._site = site
        self._meter = meter
        self._connect = connect
        usual = () if site is None else (site.model, *names)
        at = DEFAULT_BASE_URL if site is None else site.base_url
        self._offered = tuple(dict.fromkeys(usual))
        self._addresses = tuple(dict.fromkeys((at, *addresses)))
        self._made: OrderedDict[tuple[str, str, str], LLM] = OrderedDict()

    @property
    def offered(self) -> tuple[str, ...]:
        """The models of this installation's own endpoint, the usual one first."""
        return self._offered

    @property
    def addresses(self) -> tuple[str, ...]:
        """The endpoints for which a class may have a key of its own, the site's own one first."""
        return self._addresses

    def offered_one(self, name: str) -> LLM:
        """Return an offered model."""
        if self._site is None:
            raise LookupError(name)
        return self._one(replace(self._site, model=name))

    def elsewhere(self, base_url: str, name: str, key: str) -> LLM:
        """Return a model behind an address; raises InvalidInputError, without the key."""
        return self._one(LLMSettings(base_url=base_url, model=name, key=key))

    def _one(self, settings: LLMSettings) -> LLM:
        about = (settings.base_url, settings.model, settings.key)
        if about not in self._made:
            self._made[about] = MeteredLLM(self._connect(settings), self._meter)
        self._made.move_to_end(about)
        while len(self._made) > MOST_KEPT:
            self._made.popitem(last=False)  # no connection is kept between requests
        return self._made[about]
