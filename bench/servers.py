"""Starts servers for the benchmarks, waits until they are ready, reads their memory, and ends them."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120.0


@dataclass
class Server:
    """`ready` is the seconds from start to the first good answer of `probe`."""

    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    ready: float = 0.0
    resident: float = 0.0

    def weigh(self) -> None:
        """Notes the MB of memory in use by all its processes now."""
        self.resident = sum(_resident(process.pid) for process in self.processes)


@contextmanager
def running(commands: Sequence[Sequence[str]], probe: str, folder: Path, **environment: str) -> Iterator[Server]:
    """Runs `commands` (each without the interpreter) in the project's environment, logs into `folder`."""
    server = Server()
    started = time.perf_counter()
    try:
        for number, command in enumerate(commands):
            with (folder / f"log-{number}.txt").open("wb") as log:
                server.processes.append(
                    subprocess.Popen(
                        [sys.executable, *command],
                        env=os.environ | environment | {"OMP_NUM_THREADS": "1"},
                        cwd=ROOT,
                        stdout=log,
                        stderr=log,
                    )
                )
        _wait(server, probe, folder)
        server.ready = time.perf_counter() - started
        yield server
    finally:
        for process in server.processes:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: Server, probe: str, folder: Path) -> None:
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        if any(process.poll() is not None for process in server.processes):
            break
        try:
            with urllib.request.urlopen(probe, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    logs = "\n".join(path.read_text(encoding="utf-8", errors="replace")[-2000:] for path in folder.glob("log-*.txt"))
    raise SystemExit(f"a server did not get ready:\n{logs}")


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024
