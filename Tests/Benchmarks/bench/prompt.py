"""The prompt: what is painted after a key, the menu, and the first prompt, over a pseudo-terminal."""
import os
import pty
import random
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import peers
from lives import SEED, Kith, Life, SQLite, tool
from measuring import KITH, Failed, Sample, build
from report import Figure, Report, warn


class Typist:
    """A program on a pseudo-terminal, typed to."""

    def __init__(self, command: list, **variables) -> None:
        reading, writing = os.pipe()
        self.process, self.master = pty.fork()
        if self.process == 0:
            os.environ.update({"TERM": "xterm-256color", "LANG": "C.UTF-8", **variables})
            # What it takes to copy this process is no part of the start.
            os.write(writing, str(time.perf_counter()).encode())
            os.execvp(str(command[0]), [str(word) for word in command])
        self.start = float(os.read(reading, 100))
        os.close(reading), os.close(writing)

    def read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self.master], [], [], seconds)
        return os.read(self.master, 65536) if ready else b""

    def until(self, text: bytes) -> float:
        """The seconds since the start when a text came."""
        seen = b""
        while text not in seen:
            seen += self.read(10)
        return time.perf_counter() - self.start

    def quiet(self, seconds: float = 0.2) -> None:
        while self.read(seconds):
            pass

    def answer(self, keys: bytes) -> float:
        """The seconds from keys to the first that comes of them."""
        start = time.perf_counter()
        os.write(self.master, keys)
        self.read(10)
        return time.perf_counter() - start

    def processor(self) -> float:
        """The seconds that the program has used so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def first_prompt(self) -> float:
        """The seconds until the prompt, after which the program is ended."""
        seconds = self.until(b"> ")
        self.end()
        return seconds

    def end(self) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.master)


PEOPLE = 100_000


def measure(report: Report) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report.title("The prompt", f"over a pseudo-terminal; keys in a network of {PEOPLE:,} people, seed {SEED}; cat is the terminal itself")
        report.show(keys(folder) + first_prompts(report, folder))


def keys(folder: Path) -> list[Figure]:
    chance = random.Random(SEED)
    letters = "abcdefghijklmnopqrstuvwxyz"
    people = ["".join(chance.choices(letters, k=6)) + f" {chance.choice(letters)}{n}" for n in range(PEOPLE)]
    (folder / "people.net").write_text("".join(f"met {person} at place{n % 50} on 2026-01-02\n" for n, person in enumerate(people)))
    subprocess.run(
        [KITH, "--file", folder / "people.kith", "--quiet", "run", folder / "people.net"], check=True, stdout=subprocess.DEVNULL)
    ours = Typist([KITH, "--file", folder / "people.kith"])
    ours.until(b"> ")
    ours.quiet(1)
    theirs = Typist(["sh", "-c", "stty raw -echo; echo ready; exec cat"])
    theirs.until(b"ready")
    theirs.quiet()
    runs = []
    for line in range(40):
        text = f"called {people[chance.randrange(PEOPLE)]} and {chance.choice(people)[:4]} about jazz on 2026-11-0{1 + line % 9}"
        for key in text.encode():
            # Neither follows at the other's heels, as keys do not.
            time.sleep(0.002)
            mine = ours.answer(bytes([key]))
            time.sleep(0.002)
            runs.append((mine, theirs.answer(bytes([key]))))
        os.write(ours.master, b"\x03")
        ours.quiet(0.05)
    figures = []
    mine, other = (sorted(column) for column in zip(*runs))
    for share, title in ((0.5, "a key to its painted line, the median"), (0.99, "the same, the 99th percentile")):
        at = int(len(mine) * share)
        own = Figure("prompt", title, "kith", mine[at], check=f"unchecked: the tests look at the screen; {len(mine):,} keys")
        cat = Figure("prompt", title, "cat", other[at], ratio=(other[at] / mine[at],) * 3)
        if share == 0.99:
            own.goal = ("≤ 3 times cat's", mine[at] <= 3 * other[at])
        figures += [own, cat]
    before, count = ours.processor(), 100
    for turn in range(count):
        ours.answer(b"met " + people[turn][:2].encode() if turn % 2 else b"met x")
        os.write(ours.master, b"\t")
        ours.quiet(0.02)
        os.write(ours.master, b"\x03")
        ours.quiet(0.02)
    menu = Figure("prompt", "a menu of completions, its keys included", "kith", cpu=(ours.processor() - before) / count)
    menu.goal = ("≤ 5 ms of CPU", menu.cpu <= 0.005)
    menu.check = f"unchecked: the tests look at the screen; the mean of {count}"
    ours.end(), theirs.end()
    return [*figures, menu]


def first_prompts(report: Report, folder: Path) -> list[Figure]:
    """The first prompt on 50,000 interactions, in a process of its own: to begin one from another that holds much takes longer."""
    try:
        sqlite = tool(SQLite, folder, build("measure"))
    except Failed as failure:
        warn(f"sqlite3 is skipped: {failure}")
        return []
    kith = tool(Kith, folder, build("measure"))
    life = Life(50_000, 1_000)
    kith.prepare(life), sqlite.prepare(life)
    command = [sys.executable, "-B", __file__, kith.file, sqlite.program, sqlite.file]
    runs = [line.split() for line in subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()]
    mine, other = ([Sample(float(run[column]), 0, 0) for run in runs] for column in (0, 1))
    title = "the first prompt, 50,000 interactions"
    own, theirs = Figure.of("prompt", title, "kith", mine), Figure.of("prompt", title, "sqlite3", other, mine)
    theirs.wants(0.5)
    own.check = "unchecked: the tests look at the screen"
    return [own, theirs]


if __name__ == "__main__":
    for _ in range(82):
        print(*(Typist(command).first_prompt() for command in ([KITH, "--file", sys.argv[1]], sys.argv[2:])))
