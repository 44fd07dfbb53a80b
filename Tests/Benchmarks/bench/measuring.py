"""Measures commands and the measures of workers: what each run takes, in turn."""
import os
import select
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
KITH = ROOT / ".build/release/kith"
# A run that takes longer is ended, and so is whoever runs it: seconds.
LIMIT = 10.0
# How often each is run, in turn; what takes longer than this and no goal is about is run once, and its figure says so: seconds.
ROUNDS, PATIENCE = 7, 2.0
# A run that takes so long has no need of another one before it to warm up: seconds.
WARM = 0.3


class PassedLimit(Exception):
    """A run took longer than the limit."""


class Failed(Exception):
    """A run ended with a failure, or could not begin."""


@dataclass
class Sample:
    """What one run took: seconds of wall, seconds of CPU, peak memory in bytes."""

    wall: float
    cpu: float
    peak: int


def rounds(wall: float, patience: float = 1) -> int:
    """How often something is run that takes so long and is there to compare; with more patience or less."""
    return ROUNDS if wall <= PATIENCE * patience else 1


def quartiles(values: list[float]) -> tuple[float, float, float]:
    """The median, with the middle half around it."""
    ordered = sorted(values)
    low, high = ordered[len(ordered) // 4], ordered[len(ordered) * 3 // 4]
    return low, statistics.median(ordered), high


def build(product: str, *arguments) -> Path:
    """Builds one of the programs of this package; gives its path."""
    package, scratch = ROOT / "Tests/Benchmarks", ROOT / ".build/kernels"
    command = ["swift", "build", "-c", "release", "--package-path", package, "--scratch-path", scratch, "--product", product]
    built = subprocess.run([*command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if built.returncode != 0:
        raise Failed(f"{product} could not be built:\n{built.stdout[-2000:]}")
    return scratch / "release" / product


class Meter:
    """Runs commands in an environment, and measures them; see Sources/measure."""

    def __init__(self, program: Path, folder: Path, variables: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **(variables or {})})

    def say(self, *words) -> str:
        self.process.stdin.write("\t".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def run(self, command: list, output: Path | str = "/dev/null", limit: float = LIMIT, given: Path | str = "/dev/null") -> Sample:
        wall, cpu, peak, status = (int(word) for word in self.say("run", int(limit * 1000), given, output, *command).split())
        if status == -1:
            raise PassedLimit()
        if status != 0:
            raise Failed(f"{' '.join(str(word) for word in command)}: exit status {status}")
        return Sample(wall / 1e9, cpu / 1e9, peak)

    def answer(self, command: list, limit: float = LIMIT, given: Path | str = "/dev/null") -> tuple[Sample, str]:
        """What a command takes, and what it writes."""
        sample = self.run(command, self.folder / "answer", limit, given)
        return sample, (self.folder / "answer").read_text(errors="replace")

    def spawning(self) -> float:
        """Seconds that it takes to run a program that does nothing."""
        return statistics.median(self.run(["/bin/true"]).wall for _ in range(51))

    def syncing(self, size: int) -> float:
        """Seconds that it takes to write and sync so many bytes."""
        seconds = statistics.median(int(self.say("sync", size, self.folder / "synced")) for _ in range(ROUNDS)) / 1e9
        (self.folder / "synced").unlink()
        return seconds

    def copying(self, size: int) -> float:
        """Seconds that it takes to copy so many bytes in memory."""
        return statistics.median(int(self.say("copy", size)) for _ in range(ROUNDS)) / 1e9

    def end(self) -> None:
        self.process.communicate()


class Worker:
    """A process that runs something for each line it is given, and writes the nanoseconds it took, a tab and its answer in short.

    `>` for the nanoseconds says that it gave up at the limit; anything that is no number, that it cannot.
    """

    def __init__(self, command: list) -> None:
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        # The clock of another process: clock_getcpuclockid(3).
        self.clock = (~self.process.pid << 3) | 2

    def run(self, work: str, limit: float = LIMIT) -> tuple[Sample, str]:
        memory = Path(f"/proc/{self.process.pid}")
        (memory / "clear_refs").write_text("5")
        before = time.clock_gettime(self.clock)
        self.process.stdin.write(work + "\n")
        self.process.stdin.flush()
        # Whoever does not give up by itself is ended, with some time for what stands before the work.
        if not select.select([self.process.stdout], [], [], limit + 5)[0]:
            self.process.kill()
            raise PassedLimit()
        nanoseconds, _, answer = self.process.stdout.readline().rstrip("\n").partition("\t")
        if nanoseconds == ">":
            raise PassedLimit()
        if not nanoseconds.isdigit():
            raise Failed(answer or nanoseconds or "ended")
        cpu = time.clock_gettime(self.clock) - before
        peak = next(int(line.split()[1]) * 1024 for line in (memory / "status").read_text().splitlines() if line.startswith("VmHWM"))
        return Sample(int(nanoseconds) / 1e9, cpu, peak), answer

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()
