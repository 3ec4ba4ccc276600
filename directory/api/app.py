"""`/hsds`: the read endpoints of the HSDS 3.0/3.1 OpenAPI. Blocking work runs in threads, one read transaction each."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from directory.api import objects, selecting
from directory.api.asked import Asked, read
from directory.api.openapi import openapi
from directory.store.graph import TABLES
from directory.store.repository import Directory

MAX_AGE = 300  # seconds; listings change a few times a day
PROFILE = "https://docs.openreferral.org/en/3.1/hsds/"


class Resource(NamedTuple):
    select: Callable[..., selecting.Page]
    show: Callable[[Connection, list[str], Asked], objects.Objects]


RESOURCES = {
    name: Resource(getattr(selecting, name), getattr(objects, name))
    for name in ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
}


def create_api(directory: Directory) -> Starlette:
    """The sub-application; mount it at `/hsds`."""
    routes = [Route("/", _root), Route("/openapi.json", _openapi)]
    for name, resource in RESOURCES.items():
        routes.append(Route(f"/{name}", _list(directory, resource), name=name))
        routes.append(Route(f"/{name}/{{id}}", _one(directory, resource), name=f"{name}.one"))
    handlers = {HTTPException: _problem, SQLAlchemyError: _unavailable}
    return Starlette(routes=routes, exception_handlers=handlers)  # type: ignore[arg-type]  # handlers are typed by class


async def _root(request: Request) -> Response:
    about = {"version": "3.1", "profile": PROFILE, "openapi_url": str(request.url_for("_openapi"))}
    return _answer(request, about)


async def _openapi(request: Request) -> Response:
    return _answer(request, openapi(str(request.base_url)))


def _list(directory: Directory, resource: Resource) -> Callable[[Request], Awaitable[Response]]:
    def work(asked: Asked) -> tuple[objects.Objects, int]:
        with directory.engine.connect() as connection:
            page = resource.select(connection, directory.dialect, asked)
            return (resource.show(connection, page.ids, asked) if page.ids else []), page.total

    async def endpoint(request: Request) -> Response:
        asked = read(request.query_params)
        contents, total = await run_in_threadpool(work, asked)
        if asked.format == "ndjson":
            lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in contents)
            return _tagged(request, lines, "application/x-ndjson")
        return _answer(request, _page(asked, contents, total))

    return endpoint


def _one(directory: Directory, resource: Resource) -> Callable[[Request], Awaitable[Response]]:
    table = {"services": "service", "service_at_locations": "service_at_location", "organizations": "organization"}
    table |= {"taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term"}
    name = table[next(key for key, known in RESOURCES.items() if known is resource)]

    def work(id: str, asked: Asked) -> objects.Objects:
        with directory.engine.connect() as connection:
            return resource.show(connection, [id], asked) if _exists(connection, name, id) else []

    async def endpoint(request: Request) -> Response:
        asked = replace(read(request.query_params), full=True, minimal=False)
        id = request.path_params["id"]
        found = await run_in_threadpool(work, id, asked) if "\x00" not in id else []
        if not found:
            raise HTTPException(404, f"there is no {name.replace('_', ' ')} with this id")
        return _answer(request, found[0])

    return endpoint


def _exists(connection: Connection, name: str, id: str) -> bool:
    table = TABLES[name]
    return connection.execute(table.select().where(table.c.id == id)).first() is not None


def _page(asked: Asked, contents: objects.Objects, total: int) -> dict[str, Any]:
    pages = max(1, -(-total // asked.per_page))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _answer(request: Request, value: Any) -> Response:
    return _tagged(request, json.dumps(value, ensure_ascii=False), "application/json")


def _tagged(request: Request, body: str, kind: str) -> Response:
    """With an ETag of the content; 304 when the client has it."""
    data = body.encode()
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={MAX_AGE}", "Access-Control-Allow-Origin": "*"}
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=kind, headers=headers)


async def _problem(request: Request, problem: HTTPException) -> Response:
    body = json.dumps({"error": problem.detail})
    return Response(body, problem.status_code, problem.headers, "application/json")


async def _unavailable(request: Request, problem: Exception) -> Response:
    return Response('{"error": "the directory cannot be read now"}', 503, {"Retry-After": "5"}, "application/json")
