"""What people would use instead, each in a folder of its own, in a version that is pinned."""
import contextlib
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from measuring import ROOT, Failed

PEERS = ROOT / ".build/peers"
REQUIREMENTS = ROOT / "Tests/Benchmarks/requirements"

DEBIAN = {
    "sqlite3": ["sqlite3=3.40.1-2+deb12u2"],
    "libsqlite3": ["libsqlite3-dev=3.40.1-2+deb12u2", "libsqlite3-0=3.40.1-2+deb12u2"],
    "ledger": ["ledger=3.3.0-3"],
    "hledger": ["hledger=1.25-2+b5"],
    "taskwarrior": ["taskwarrior=2.6.2+dfsg-1"],
}


def version(name: str) -> str:
    """The version that is pinned."""
    if name in DEBIAN:
        return DEBIAN[name][0].split("=")[1]
    pins = dict(line.split("==") for line in (REQUIREMENTS / f"{name}.txt").read_text().split())
    return pins[name]


def run(command: list, folder: Path | None = None) -> str:
    try:
        done = subprocess.run(
            [str(word) for word in command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except FileNotFoundError as error:
        raise Failed(f"{command[0]} is missing") from error
    if done.returncode != 0:
        raise Failed(f"{command[0]}: {done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.returncode}")
    return done.stdout


def made(folder: Path, contents: str, make) -> Path:
    """Makes a folder, unless it was made of the same before."""
    stamp = folder / "made-from.txt"
    if not stamp.exists() or stamp.read_text() != contents:
        print(f"setting up {folder.name}", file=sys.stderr, flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        make(folder)
        stamp.write_text(contents)
    return folder


def from_debian(name: str) -> Path:
    """Takes packages apart into a folder, with those they need that the machine has not; gives the folder."""
    pins = DEBIAN[name]

    def fetch(folder: Path) -> None:
        needed = re.findall(r"^Inst (\S+) .*?\((\S+)", run(["apt-get", "install", "--simulate", "--no-install-recommends", *pins]), re.M)
        wanted = {pin.split("=")[0] for pin in pins}
        run(["apt-get", "download", *pins, *(f"{other}={version}" for other, version in needed if other not in wanted)], folder)
        for archive in folder.glob("*.deb"):
            run(["dpkg-deb", "--extract", archive, folder])
            archive.unlink()

    def make(folder: Path) -> None:
        try:
            fetch(folder)
        except Failed:
            # A machine that has just begun knows no packages yet.
            run([*([] if os.getuid() == 0 else ["sudo", "-n"]), "apt-get", "update"])
            fetch(folder)

    return made(PEERS / name, "\n".join(pins), make)


def libraries(folder: Path) -> Path:
    """Where the libraries of packages lie."""
    return next(iter((folder / "usr/lib").glob("*-linux-gnu")), folder / "usr/lib")


def variables(program: Path, folder: Path) -> dict[str, str]:
    """What a program needs to find the libraries that the machine itself has not; nothing where it has all."""
    is_missing = "not found" in subprocess.run(["ldd", program], stdout=subprocess.PIPE, text=True).stdout
    folders = sorted({str(path.parent) for path in (folder / "usr/lib").rglob("*.so*")})
    return {"LD_LIBRARY_PATH": ":".join(folders)} if is_missing else {}


def from_pypi(name: str) -> Path:
    """Makes a virtual environment; gives the folder of its programs."""
    requirements = REQUIREMENTS / f"{name}.txt"

    def make(folder: Path) -> None:
        run([sys.executable, "-m", "venv", folder])
        run([folder / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements])

    return made(PEERS / name, requirements.read_text(), make) / "bin"


def set_up(names: list[str]) -> threading.Thread:
    """Begins to set peers up, one after the other, while something else is done; what cannot be is told of when it is needed."""

    def each() -> None:
        for name in names:
            with contextlib.suppress(Failed):
                from_debian(name) if name in DEBIAN else from_pypi(name)

    thread = threading.Thread(target=each)
    thread.start()
    return thread
