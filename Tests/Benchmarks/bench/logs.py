"""The log: what is added to lives and asked of them, as whole processes, at sizes that grow."""
import math
import os
import shutil
import tempfile
from pathlib import Path

import peers
from lives import PROGRAMS, SEED, WORKS, Kith, Life, Tool, tool
from measuring import LIMIT, ROUNDS, Failed, Meter, PassedLimit, Sample, build
from report import Figure, Report, seconds, warn

LIFE, CITY = (50_000, 1_000), (1_000_000, 100_000)
GROWTH = [(10_000, 1_000), (100_000, 10_000), CITY]
LARGEST = (10_000_000, 1_000_000)
# Fast runs are repeated more often: what a start takes varies more than what work does.
MANY, FAST = 51, 0.05
# What takes longer than this is not run before it is measured, and but for the life no more often than once; at the sizes that are
# there for the growth alone nothing is, than fits into it: seconds.
PATIENCE = 2.0
# The largest life takes so many bytes of memory.
NEEDED = 8 << 30

# How many times as long as kith each is to take.
GOALS = {
    LIFE: {
        ("last", "sqlite3"): 1, ("add", "sqlite3"): 1.25, ("add", "jrnl"): 10, ("add", "taskwarrior"): 10, ("add", "hledger"): 10,
        ("replay", "ledger"): 40, ("replay", "hledger"): 200,
    },
    CITY: {("last", "sqlite3"): 1, ("add", "sqlite3"): 1.25},
}


class Logs:
    """All tools, with what each still takes part in."""

    def __init__(self, folder: Path, report: Report, only: list[str]) -> None:
        self.report, self.measure = report, build("measure")
        self.plain = Meter(self.measure, folder)
        self.tools: list[Tool] = []
        self.figures: dict[int, list[Figure]] = {}
        for kind in (Kith, *PROGRAMS):
            if only and kind is not Kith and kind.name not in only:
                continue
            try:
                self.tools.append(tool(kind, folder, self.measure))
                if kind is not Kith:
                    report.versions[kind.name] = peers.version(kind.name)
            except Failed as failure:
                warn(f"{kind.name} is skipped: {failure}")
        # The works at which a run of a tool passed the limit; and the tools that take no part in larger lives for it.
        self.passed: set[tuple[str, str]] = set()
        self.stopped: set[str] = set()

    def measure_life(self, size: int, people: int, is_shown: bool) -> list[Figure]:
        """All works on one life."""
        life = Life(size, people)
        truth = life.answers()
        commands = {}
        for one in self.tools:
            works = one.commands(life)
            if one.name in self.stopped or all((one.name, work) in self.passed for work in works):
                continue
            one.prepare(life)
            # Files are read from memory, as they are by whoever has just used them.
            commands[one.name] = one.commands(life)
        self.floor = self.plain.spawning()
        figures = []
        for work, title in WORKS.items():
            figures += self.measure_work(work, title, commands, truth, size, people, is_shown)
        for one in self.tools:
            one.clear()
            one.clear_fresh()
        self.stopped |= {name for name, _ in self.passed} - {"kith"}
        self.figures[size] = figures
        return figures

    def measure_work(self, work, title, commands, truth, size, people, is_shown) -> list[Figure]:
        checks: dict[str, str] = {}
        running = [one for one in self.tools if work in commands.get(one.name, {}) and (one.name, work) not in self.passed]
        if not is_shown:
            running = [one for one in running if one.name == "kith" or all(name != one.name for name, _ in self.passed)]
        first: dict[str, Sample] = {}
        for one in list(running):
            try:
                first[one.name], checks[one.name] = self.check(one, work, commands[one.name][work], truth)
            except PassedLimit:
                self.passed.add((one.name, work))
                running.remove(one)
        samples: dict[str, list[Sample]] = {one.name: [] for one in running}
        rounds = {name: self.rounds(sample.wall, size, is_shown) for name, sample in first.items()}
        for done in range(max(rounds.values(), default=0)):
            for one in running:
                # Kith runs in each round, for whoever runs in it besides.
                if done < rounds[one.name] or one.name == "kith":
                    is_known = done == 0 and first[one.name].wall > PATIENCE
                    samples[one.name].append(first[one.name] if is_known else self.sample(one, work, commands[one.name][work]))
        if work == "add":
            for one in running:
                count = len(samples[one.name]) + (first[one.name].wall <= PATIENCE)
                checks[one.name] = self.check_added(one, commands[one.name], truth, count)
        figures = []
        for one in self.tools:
            if one.name in samples:
                ours = samples.get("kith") if one.name != "kith" else None
                figure = Figure.of(self.part(size), title, one.name, samples[one.name], ours, size)
            else:
                figure = Figure(self.part(size), title, one.name, size=size)
                if work in one.lacks:
                    checks[one.name] = one.lacks[work]
                elif (one.name, work) in self.passed:
                    figure.passed = LIMIT
                else:
                    continue
            figure.check = checks.get(one.name, "")
            if one.name in samples and len(samples[one.name]) < ROUNDS:
                figure.notes.append(f"{len(samples[one.name])} of {ROUNDS} runs, as they are long")
            if one.name == "kith":
                figure.floor = self.floor_of(work, one)
            if (times := GOALS.get((size, people), {}).get((work, one.name))) is not None:
                figure.wants(times)
            figures.append(figure)
        return figures

    def rounds(self, wall: float, size: int, is_shown: bool) -> int:
        """How often something is run that takes so long."""
        most = MANY if wall < FAST else ROUNDS
        is_whole = size == LIFE[0] or is_shown and wall <= PATIENCE
        return most if is_whole else max(1, min(most, int(PATIENCE / wall)))

    def part(self, size: int) -> str:
        return "life" if size == LIFE[0] else "city" if size == CITY[0] else "growth"

    def sample(self, one: Tool, work: str, command: list) -> Sample:
        if work == "replay":
            one.clear_fresh()
        return one.meter.run(command, given=one.given.get(work, "/dev/null"))

    def check(self, one: Tool, work: str, command: list, truth: dict) -> tuple[Sample, str]:
        """Runs it once; what that took, and whether it answers what the life says. What is added is looked for afterwards."""
        if work == "replay":
            one.clear_fresh()
        sample, text = one.meter.answer(command, given=one.given.get(work, "/dev/null"))
        return sample, "" if work == "add" else self.judged(one, work, text, truth)

    def judged(self, one: Tool, work: str, text: str, truth: dict) -> str:
        try:
            found = one.replayed() if work == "replay" else one.understood(work, text)
            if found is None:
                if one.name == "beancount":
                    return "unchecked: it says nothing"
                found = one.understood(work, text)
        except (PassedLimit, Failed):
            return "unchecked: the question about it passed the limit"
        except (ValueError, IndexError, KeyError) as error:
            return f"DIFFERS: not understood ({error!r})"
        return "agrees" if found == truth[work] else f"DIFFERS: {str(found)[:60]} for {str(truth[work])[:60]}"

    def check_added(self, one: Tool, commands: dict, truth: dict, count: int) -> str:
        if (one.name, "totals") in self.passed:
            return "unchecked: its totals pass the limit"
        try:
            totals = one.understood("totals", one.meter.answer(commands["totals"])[1])
        except PassedLimit:
            return "unchecked: its totals pass the limit"
        found = sum(totals.values()) - sum(truth["totals"].values())
        return "agrees" if found == count else f"DIFFERS: {found} more for {count}"

    def floor_of(self, work: str, kith: Tool) -> tuple[float, str]:
        """What the machine itself takes for as much."""
        size = kith.text_size
        if work == "add":
            return self.floor + self.plain.syncing(80), "`true`, fdatasync of 80 bytes"
        if work == "replay":
            return self.floor + self.plain.syncing(size), f"`true`, fdatasync of {size / 1e6:.1f} MB"
        if work == "export":
            return self.floor + self.plain.copying(size), f"`true`, memcpy of {size / 1e6:.1f} MB"
        return self.floor, "`true`"


def measure(report: Report, parts: list[str], only: list[str]) -> None:
    """The parts that are wanted of life, city and growth."""
    with tempfile.TemporaryDirectory() as folder:
        logs = Logs(Path(folder), report, only)
        growth = [*(GROWTH if {"growth", "largest"} & set(parts) else []), *([LARGEST] if "largest" in parts else [])]
        sizes = sorted({*growth, *([LIFE] if "life" in parts else []), *([CITY] if "city" in parts else [])})
        for size, people in sizes:
            room = min(os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"), shutil.disk_usage(folder).free)
            if size == LARGEST[0] and room < NEEDED:
                report.title(f"{size:,} interactions", f"left out: it takes {NEEDED >> 30} GiB of memory and of disk, and there are {room >> 30}")
                continue
            is_shown = (size, people) in (LIFE, CITY)
            figures = logs.measure_life(size, people, is_shown)
            if is_shown:
                what = "A life" if (size, people) == LIFE else "A city"
                report.title(
                    f"{what}: {size:,} interactions with {people:,} people",
                    f"seed {SEED}; whole processes, files in memory; every answer is held against what the generator says")
                report.show(figures)
            else:
                report.figures += figures
        if len(growth) > 1:
            show_growth(report, [size for size, _ in sizes if (size, _) in growth], logs)


def show_growth(report: Report, sizes: list[int], logs: Logs) -> None:
    report.title(
        "Growth", "by the number of interactions, a tenth or a hundredth of them people; the exponent is that of the last step")
    rows = []
    for title in WORKS.values():
        for one in logs.tools:
            found = {
                size: figure for size in sizes for figure in logs.figures.get(size, []) if (figure.work, figure.tool) == (title, one.name)}
            if not found or all(figure.wall is None and figure.passed is None for figure in found.values()):
                continue
            cells, known = [], []
            for size in sizes:
                figure = found.get(size)
                if figure is not None and figure.wall is not None:
                    known.append((size, figure.wall))
                    cells.append(seconds(figure.wall))
                else:
                    cells.append("" if figure is None or figure.passed is None else f"> {figure.passed:.0f} s")
            exponent = exponent_of(known)
            rows.append([title if one.name == "kith" else "", one.name, *cells, "" if exponent is None else f"{exponent:.2f}"])
            if one.name == "kith" and exponent is not None:
                is_flat = title in (WORKS["add"], WORKS["last"])
                # n log n: between a million and ten it is n to the 1.07.
                most = 0.1 if is_flat else 1.15
                figure = Figure("growth", f"{title}, exponent", "kith", notes=[f"{exponent:.2f}"])
                figure.goal = (f"exponent ≤ {most}", exponent <= most)
                report.figures.append(figure)
    report.rows(rows, ["work", "tool", *(f"{size:,}" for size in sizes), "exponent"])


def exponent_of(known: list[tuple[int, float]]) -> float | None:
    """The power of the size by which the time grew at last."""
    if len(known) < 2:
        return None
    (size, wall), (larger, longer) = known[-2:]
    return math.log(longer / wall) / math.log(larger / size)
