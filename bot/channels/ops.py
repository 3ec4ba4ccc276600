"""For whoever runs it: alive, ready, and counts. Counts only, never anything of a person."""

import asyncio
from collections.abc import Callable, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from navigator.errors import NavigatorError

METRICS = {
    "navigator_carrier_copies": "Messages of which the phone company still has a copy",
    "navigator_outbox": "Messages outside an answer that wait to be sent",
    "navigator_outbox_stuck": "Messages that a crash left half sent: not sent again, look into it",
    "navigator_turns": "Messages answered since the start",
    "navigator_failed_turns": "Messages answered with the lines because something failed",
}
Check = Callable[[], bool]
Read = Callable[[], int]


def create_routes(checks: Mapping[str, Check], gauges: Mapping[str, Read]) -> list[Route]:
    """`checks` by name, blocking, each True when that part can serve. `gauges` by metric name, blocking."""
    registry = CollectorRegistry()
    metrics = {name: Gauge(name, about, registry=registry) for name, about in METRICS.items()}

    async def alive(request: Request) -> Response:
        return JSONResponse({"alive": True})

    async def ready(request: Request) -> Response:
        state = {name: await asyncio.to_thread(_holds, check) for name, check in checks.items()}
        return JSONResponse(state, status_code=200 if all(state.values()) else 503)

    async def counted(request: Request) -> Response:
        for name, read in gauges.items():
            metrics[name].set(await asyncio.to_thread(read))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", counted)]


def _holds(check: Check) -> bool:
    try:
        return check()
    except NavigatorError:
        return False
