"""Runs Rasa's prediction graph node after node. Rasa's own runner plans the same small graph anew on every call."""

from collections.abc import Sequence
from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner

Plan = list[tuple[str, GraphNode, tuple[str, ...]]]


class SequentialGraphRunner(GraphRunner):
    """The nodes of a loaded `DaskGraphRunner`, their order worked out once for each set of targets."""

    def __init__(self, loaded: DaskGraphRunner) -> None:
        self._schema: GraphSchema = loaded._graph_schema
        self._nodes: dict[str, GraphNode] = loaded._instantiated_nodes
        self._plans: dict[tuple[str, ...], Plan] = {}

    @classmethod
    def create(cls, *args: Any, **kwargs: Any) -> "SequentialGraphRunner":
        return cls(DaskGraphRunner.create(*args, **kwargs))

    def run(self, inputs: dict[str, Any] | None = None, targets: Sequence[str] | None = None) -> dict[str, Any]:
        """What `targets` give for `inputs`, by node name, as Rasa's runner does."""
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._plans:
            self._plans[wanted] = self._plan(wanted)
        results: dict[str, Any] = dict(inputs or {})
        for name, node, needs in self._plans[wanted]:
            # A need that nothing provides is handed on by its name: Rasa's nodes then leave that argument out.
            _, results[name] = node(*((need, results[need]) if need in results else need for need in needs))
        return {target: results[target] for target in wanted}

    def _plan(self, targets: tuple[str, ...]) -> Plan:
        nodes = self._schema.minimal_graph_schema(list(targets)).nodes
        needs = {name: tuple(node.needs.values()) for name, node in nodes.items()}
        order = TopologicalSorter(needs).static_order()
        return [(name, self._nodes[name], needs[name]) for name in order if name in nodes]
