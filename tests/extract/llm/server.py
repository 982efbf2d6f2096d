"""A server on this machine that speaks the protocol of chat completions, and misbehaves as it is told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from actorgraph.extract.llm.settings import Settings

KEY = "sk-secret-0123456789"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server sends: after `delay` seconds, `drip` bytes at a time, broken off after `cut` bytes."""

    body: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: int = 0
    cut: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What the server was sent, and when."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    at: float

    @property
    def question(self) -> str:
        """The text of the article as it was sent."""
        return str(self.body["messages"][-1]["content"])


def relation(quote: str, source: str, type_: str, target: str, **others: Any) -> dict[str, Any]:
    """A relation as a well-behaved model gives it."""
    plain = {"mode": None, "bearing": "reports", "status": "asserted", "speaker": None, "date": None}
    return {"quote": quote, "source": source, "target": target, "type": type_, **plain, **others}


def completion(content: str | None, usage: object = (100, 20), finish: str = "stop", **message: Any) -> Reply:
    """The envelope around what a model says."""
    if isinstance(usage, tuple):
        usage = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    body: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "test",
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": content, **message},
            }
        ],
    }
    if usage is not None:
        body["usage"] = usage
    return Reply(json.dumps(body).encode())


def relations(*items: object, **others: Any) -> Reply:
    """An answer with these relations."""
    return completion(json.dumps({"relations": items}), **others)


def error(status: int, message: str = "", **headers: str) -> Reply:
    """An error as such servers report it."""
    body = json.dumps({"error": {"message": message, "type": "error", "code": None}})
    return Reply(body.encode(), status, {name.replace("_", "-"): value for name, value in headers.items()})


Behaviour = Callable[[Request], Reply]


class Server:
    """Answers with the replies of a list in turn, the last one for ever, or as a function says."""

    def __init__(self, *replies: Reply, behaviour: Behaviour | None = None) -> None:
        self.requests: list[Request] = []
        self.most_at_once = 0
        self._replies = list(replies)
        self._behaviour = behaviour
        self._lock = threading.Lock()
        self._busy = 0
        self.stopping = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"

    def reply(self, request: Request) -> Reply:
        with self._lock:
            self.requests.append(request)
            if self._behaviour:
                return self._behaviour(request)
            return self._replies[min(len(self.requests), len(self._replies)) - 1]

    def settings(self, **others: Any) -> Settings:
        """Settings for this server, which wait for nothing longer than a test may take."""
        return Settings(
            **{"url": self.url, "model": "test", "key": KEY, "pause": 0.01, "timeout": 5.0, **others}
        )

    @contextmanager
    def running(self) -> Iterator[Server]:
        thread = threading.Thread(target=lambda: self._http.serve_forever(0.01), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.stopping.set()
            self._http.shutdown()
            self._http.server_close()
            thread.join()

    def _handler(server) -> type[BaseHTTPRequestHandler]:  # noqa: N805  # the handler has a `self` of its own
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                headers = {name.lower(): value for name, value in self.headers.items()}
                with server._lock:
                    server._busy += 1
                    server.most_at_once = max(server.most_at_once, server._busy)
                try:
                    self._send(server.reply(Request(self.path, headers, body, time.monotonic())))
                except OSError:
                    pass  # the client has gone
                finally:
                    with server._lock:
                        server._busy -= 1

            def _send(self, reply: Reply) -> None:
                server.stopping.wait(reply.delay)
                if reply.cut == 0:
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                body = reply.body[: reply.cut]
                step = reply.drip or len(body) or 1
                for begin in range(0, len(body), step):
                    self.wfile.write(body[begin : begin + step])
                    self.wfile.flush()
                    if reply.drip and server.stopping.wait(0.05):
                        return
                self.close_connection = reply.cut is not None

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


@contextmanager
def serving(*replies: Reply, behaviour: Behaviour | None = None) -> Iterator[Server]:
    """A running server."""
    with Server(*replies, behaviour=behaviour).running() as server:
        yield server
