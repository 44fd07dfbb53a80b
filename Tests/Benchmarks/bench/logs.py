"""The log: what is added to lives and asked of them, as whole processes, at sizes that grow."""
import math
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import peers
from lives import PROGRAMS, SEED, WORKS, Kith, Life, Tool, tool
from measuring import LIMIT, ROUNDS, WARM, Failed, Meter, PassedLimit, Sample, build, rounds
from report import Figure, Report, seconds, tell, warn

LIFE, CITY = (50_000, 1_000), (1_000_000, 100_000)
GROWTH = [(10_000, 1_000), (100_000, 10_000), CITY]
LARGEST = (10_000_000, 1_000_000)
# Fast runs are repeated more often: what a start takes varies more than what work does.
MANY, FAST = 51, 0.05
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


@dataclass
class Taken:
    """A life that the tools have taken in, and what they are asked by which command."""

    size: int
    people: int
    truth: dict
    commands: dict[str, dict[str, list]]
    # What running a program that does nothing takes.
    floor: float

    @property
    def part(self) -> str:
        return {LIFE[0]: "life", CITY[0]: "city"}.get(self.size, "growth")


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
        # The works at which a run of a tool passed the limit, and the size at which that was.
        self.passed: dict[tuple[str, str], int] = {}

    def end(self) -> None:
        for meter in [self.plain, *(one.meter for one in self.tools)]:
            meter.end()

    def stopped(self, name: str) -> int | None:
        """The size at which a tool first passed the limit; beyond the life it is run no more then. Kith goes on."""
        return min((size for (other, _), size in self.passed.items() if other == name != "kith"), default=None)

    def measure_life(self, size: int, people: int) -> list[Figure]:
        """All works on one life."""
        life = Life(size, people)
        commands = {}
        for one in self.tools:
            if self.stopped(one.name) is None:
                tell(f"{size:,} interactions: {one.name} takes them in")
                one.prepare(life)
                # Files are read from memory, as they are by whoever has just used them.
                commands[one.name] = one.commands(life)
        taken = Taken(size, people, life.answers(), commands, self.plain.spawning())
        self.figures[size] = [figure for work in WORKS for figure in self.measure_work(work, taken)]
        for one in self.tools:
            one.clear()
            one.clear_fresh()
        return self.figures[size]

    def measure_work(self, work: str, taken: Taken) -> list[Figure]:
        tell(f"{taken.size:,} interactions: {WORKS[work]}")
        firsts, checks = self.first_runs(work, taken)
        samples = self.in_turn(work, taken, firsts)
        if work == "add":
            for name, own in samples.items():
                one = next(one for one in self.tools if one.name == name)
                added = len(own) + (firsts[name] is not own[0])
                checks[name] = self.check_added(one, taken, added)
        return [self.figure(one, work, taken, samples, checks) for one in self.tools]

    def first_runs(self, work: str, taken: Taken) -> tuple[dict[str, Sample], dict[str, str]]:
        """Runs a work once with each tool; what that took, and whether it was answered as the life says."""
        firsts, checks = {}, {}
        for one in self.tools:
            is_over = taken.size != LIFE[0] and self.stopped(one.name) is not None
            if is_over or work not in taken.commands.get(one.name, {}):
                continue
            try:
                firsts[one.name], checks[one.name] = self.check(one, work, taken)
            except PassedLimit:
                self.passed[one.name, work] = taken.size
        return firsts, checks

    def in_turn(self, work: str, taken: Taken, firsts: dict[str, Sample]) -> dict[str, list[Sample]]:
        """Runs a work with each tool as often as that takes; the first run counts where it was long enough for nothing to warm up."""
        rounds = {name: self.rounds(name, work, first.wall, taken) for name, first in firsts.items()}
        samples: dict[str, list[Sample]] = {name: [] for name in firsts}
        for done in range(max(rounds.values(), default=0)):
            for one in self.tools:
                # Kith runs in each round, for whoever runs in it besides.
                if one.name in firsts and (done < rounds[one.name] or one.name == "kith"):
                    is_known = done == 0 and firsts[one.name].wall > WARM
                    samples[one.name].append(firsts[one.name] if is_known else self.sample(one, work, taken))
        return samples

    def rounds(self, name: str, work: str, wall: float, taken: Taken) -> int:
        """How often something is run that takes so long."""
        if wall < FAST:
            return MANY
        has_goal = (work, name) in GOALS.get((taken.size, taken.people), {})
        return ROUNDS if has_goal else rounds(wall, patience=2 if taken.size == LIFE[0] else 1)

    def figure(self, one: Tool, work: str, taken: Taken, samples: dict[str, list[Sample]], checks: dict[str, str]) -> Figure:
        own = samples.get(one.name)
        if own:
            ours = samples.get("kith") if one.name != "kith" else None
            figure = Figure.of(taken.part, WORKS[work], one.name, own, ours, taken.size)
            figure.check = checks[one.name]
            if len(own) < ROUNDS:
                figure.notes.append(f"{len(own)} of {ROUNDS} runs, as they are long")
        else:
            figure = Figure(taken.part, WORKS[work], one.name, size=taken.size)
            if work in one.lacks:
                figure.check = one.lacks[work]
            elif (one.name, work) in self.passed:
                figure.passed = LIMIT
            else:
                figure.check = f"stopped: it passed {LIMIT:.0f} s at {self.stopped(one.name):,}"
        if one.name == "kith":
            figure.floor = self.floor_of(work, taken.floor, one)
        if (times := GOALS.get((taken.size, taken.people), {}).get((work, one.name))) is not None:
            figure.wants(times)
        return figure

    def sample(self, one: Tool, work: str, taken: Taken) -> Sample:
        if work == "replay":
            one.clear_fresh()
        return one.meter.run(taken.commands[one.name][work], given=one.given.get(work, "/dev/null"))

    def check(self, one: Tool, work: str, taken: Taken) -> tuple[Sample, str]:
        """Runs it once; what that took, and whether it answers what the life says. What is added is looked for afterwards."""
        if work == "replay":
            one.clear_fresh()
        sample, text = one.meter.answer(taken.commands[one.name][work], given=one.given.get(work, "/dev/null"))
        return sample, "" if work == "add" else self.judged(one, work, text, taken.truth)

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

    def check_added(self, one: Tool, taken: Taken, count: int) -> str:
        if (one.name, "totals") in self.passed:
            return "unchecked: its totals pass the limit"
        try:
            totals = one.understood("totals", one.meter.answer(taken.commands[one.name]["totals"])[1])
        except PassedLimit:
            return "unchecked: its totals pass the limit"
        found = sum(totals.values()) - sum(taken.truth["totals"].values())
        return "agrees" if found == count else f"DIFFERS: {found} more for {count}"

    def floor_of(self, work: str, spawning: float, kith: Tool) -> tuple[float, str]:
        """What the machine itself takes for as much."""
        size = kith.text_size
        if work == "add":
            return spawning + self.plain.syncing(80), "`true`, fdatasync of 80 bytes"
        if work == "replay":
            return spawning + self.plain.syncing(size), f"`true`, fdatasync of {size / 1e6:.1f} MB"
        if work == "export":
            return spawning + self.plain.copying(size), f"`true`, memcpy of {size / 1e6:.1f} MB"
        return spawning, "`true`"


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
            figures = logs.measure_life(size, people)
            if is_shown:
                what = "A life" if (size, people) == LIFE else "A city"
                report.title(
                    f"{what}: {size:,} interactions with {people:,} people",
                    f"seed {SEED}; whole processes, files in memory; every answer is held against what the generator says")
                report.show(figures)
            else:
                report.figures += figures
        logs.end()
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
