"""Things of the world outside, as small real ones on this machine."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal
from urllib.parse import parse_qs

# slow_down, opted_out, bad_number: said before anything is sent. broken, hang_up, silent: said after it was taken.
Fault = Literal["slow_down", "opted_out", "bad_number", "broken", "hang_up", "silent"]
_ERRORS = {"slow_down": (429, 20429), "opted_out": (400, 21610), "bad_number": (400, 21211), "broken": (500, 20500)}


@dataclass
class PhoneCompany:
    """A local server in the shape of Twilio's message API. `faults` come one a request, then all is well."""

    taken: list[dict[str, str]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    url: str = ""
    let_go: threading.Event = field(default_factory=threading.Event)

    def texts(self, number: str) -> list[str]:
        """What this number was sent, in order."""
        return [message["Body"] for message in self.taken if message["To"] == number]


@contextmanager
def phone_company() -> Iterator[PhoneCompany]:
    company = PhoneCompany()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(company))
    company.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield company
    finally:
        company.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(company: PhoneCompany) -> type[BaseHTTPRequestHandler]:
    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = {key: values[0] for key, values in parse_qs(body, keep_blank_values=True).items()}
            fault = company.faults.pop(0) if company.faults else None
            if fault not in ("slow_down", "opted_out", "bad_number"):
                company.taken.append(fields)
            if fault in _ERRORS:
                status, code = _ERRORS[fault]
                self._answer(status, {"code": code, "message": fault, "status": status})
            elif fault == "silent":
                company.let_go.wait(20)
            elif fault is None:
                self._answer(201, {"sid": f"SM{len(company.taken):032}", "status": "queued", "body": ""})

        def do_DELETE(self) -> None:
            company.deleted.append(self.path.rpartition("/")[2].removesuffix(".json"))
            self._answer(204, None)

        def _answer(self, status: int, said: dict[str, object] | None) -> None:
            body = b"" if said is None else json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return None

    return Desk
