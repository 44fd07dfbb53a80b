"""Figures, and how they are shown: as tables for a terminal or for Markdown, as JSON, and beside those of an earlier run."""
import json
import sys
import time
from dataclasses import asdict, dataclass, field

from measuring import Sample, quartiles

BEGIN = time.monotonic()


@dataclass
class Figure:
    """What one tool took for one piece of work."""

    part: str
    work: str
    tool: str
    # Seconds of wall and of CPU, and bytes: the medians. `None` where a run passed the limit, or for want of any.
    wall: float | None = None
    cpu: float | None = None
    peak: float | None = None
    # The middle half of the walls.
    spread: tuple[float, float] | None = None
    # How many times as long as kith it takes, pair by pair: the lower quartile, the median, the upper one.
    ratio: tuple[float, float, float] | None = None
    # What it took at least.
    passed: float | None = None
    size: int = 0
    # Whether the answer is the same; or why that was not looked at.
    check: str = ""
    # What no program can be faster than on this machine: its seconds, and what it is.
    floor: tuple[float, str] | None = None
    # What was wanted, and whether it is so.
    goal: tuple[str, bool] | None = None
    notes: list[str] = field(default_factory=list)

    @staticmethod
    def of(part: str, work: str, tool: str, samples: list[Sample], ours: list[Sample] | None = None, size: int = 0) -> "Figure":
        """A figure of runs; where it is another tool's, beside kith's in the same rounds."""
        low, middle, high = quartiles([sample.wall for sample in samples])
        figure = Figure(part, work, tool, middle, spread=(low, high), size=size)
        figure.cpu = quartiles([sample.cpu for sample in samples])[1]
        figure.peak = quartiles([sample.peak for sample in samples])[1]
        if ours:
            figure.ratio = quartiles([theirs.wall / mine.wall for mine, theirs in zip(ours, samples)])
        return figure

    def wants(self, times: float) -> None:
        """Notes how many times as long as kith it was to take."""
        if self.ratio:
            self.goal = (f"≥ {times:g}×", self.ratio[1] >= times)
        elif self.passed:
            self.goal = (f"≥ {times:g}×", True)


def seconds(value: float | None) -> str:
    if value is None:
        return ""
    for unit, scale in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if value * scale >= 1 or unit == "µs":
            number = value * scale
            return f"{number:.0f} {unit}" if number >= 100 else f"{number:.1f} {unit}" if number >= 10 else f"{number:.2f} {unit}"
    return ""


def size(value: float | None) -> str:
    return "" if not value else f"{value / 1e6:,.0f} MB" if value >= 1e7 else f"{value / 1e6:.1f} MB"


def cells(figure: Figure) -> list[str]:
    """A figure as a row of the table."""
    ratio = ""
    if figure.ratio:
        low, middle, high = figure.ratio
        places = 0 if middle >= 100 else 1 if middle >= 10 else 2
        ratio = f"{middle:.{places}f}× ({low:.{places}f}–{high:.{places}f})"
    elif figure.passed and figure.tool != "kith":
        ratio = f"> {figure.passed:.0f} s"
    goal = "" if figure.goal is None else figure.goal[0] + (" ✓" if figure.goal[1] else " missed")
    wall = seconds(figure.wall) or (f"> {figure.passed:.0f} s" if figure.passed else "—")
    floor = f"{seconds(figure.floor[0])} ({figure.floor[1]})" if figure.floor else ""
    return [figure.work if figure.tool == "kith" else "", figure.tool, wall, seconds(figure.cpu), size(figure.peak), ratio, goal, floor,
            "; ".join(filter(None, [figure.check, *figure.notes]))]


HEADINGS = ["work", "tool", "wall", "CPU", "peak", "times as long", "wanted", "the machine itself", "answer"]
# Which of them are numbers.
RIGHT = {2, 3, 4, 5}


def table(rows: list[list[str]], headings: list[str], right: set[int], is_markdown: bool) -> str:
    """Rows under headings; columns in which nothing stands are left out."""
    kept = [index for index in range(len(headings)) if any(row[index] for row in rows)]
    rows = [[row[index] for index in kept] for row in rows]
    heads = [headings[index] for index in kept]
    right = {place for place, index in enumerate(kept) if index in right}
    if is_markdown:
        lines = ["| " + " | ".join(heads) + " |", "|" + "|".join("---:" if place in right else "---" for place in range(len(heads))) + "|"]
        return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]
    pad = lambda row: "  ".join(
        text.rjust(width) if place in right else text.ljust(width) for place, (text, width) in enumerate(zip(row, widths)))
    return "\n".join(("  " + pad(row)).rstrip() for row in [heads, *rows])


class Report:
    """What is measured, shown part by part as it comes."""

    def __init__(self, is_markdown: bool) -> None:
        self.is_markdown = is_markdown
        self.figures: list[Figure] = []
        self.versions: dict[str, str] = {}

    def title(self, title: str, notes: str = "") -> None:
        print(f"\n### {title}\n" if self.is_markdown else f"\n{title}", flush=True)
        if notes:
            print(notes + "\n" if self.is_markdown else "  " + notes.replace("\n", "\n  "), flush=True)

    def show(self, figures: list[Figure]) -> None:
        self.figures += figures
        print(table([cells(figure) for figure in figures], HEADINGS, RIGHT, self.is_markdown), flush=True)

    def rows(self, rows: list[list[str]], headings: list[str]) -> None:
        print(table(rows, headings, set(range(2, len(headings))), self.is_markdown), flush=True)

    def end(self) -> bool:
        """Says what was missed and what differs; whether nothing differs."""
        missed = [figure for figure in self.figures if figure.goal and not figure.goal[1]]
        differing = [figure for figure in self.figures if figure.check.startswith("DIFFERS")]
        reached = sum(figure.goal is not None for figure in self.figures) - len(missed)
        self.title("Goals", f"{reached} reached, {len(missed)} missed; {len(differing)} answers differ")
        for figure in missed:
            value = f"{figure.ratio[1]:.2f}×" if figure.ratio else seconds(figure.wall) or ", ".join(figure.notes)
            print(f"  missed: {figure.part}, {figure.work}, {figure.tool}: {value}, wanted {figure.goal[0]}")
        for figure in differing:
            print(f"  differs: {figure.part}, {figure.work}, {figure.tool}: {figure.check}")
        return not differing

    def save(self, path: str, facts: dict) -> None:
        with open(path, "w") as file:
            json.dump({**facts, "versions": self.versions, "figures": [asdict(figure) for figure in self.figures]}, file, indent=1)

    def compare(self, path: str) -> None:
        """Shows what changed against an earlier run by more than the noise: the middle halves of the ratios to a peer lie apart.

        Times of different runs say little, as the machine drifts; only where there is no peer are they held against each other.
        """
        with open(path) as file:
            before = {(f["part"], f["work"], f["tool"], f["size"]): f for f in json.load(file)["figures"]}
        self.title(f"Against {path}", "what changed by more than the noise")
        peers = {(figure.part, figure.work, figure.size) for figure in self.figures if figure.ratio}
        changes = 0
        for figure in self.figures:
            old = before.get((figure.part, figure.work, figure.tool, figure.size))
            if old is None:
                continue
            if figure.ratio and old["ratio"]:
                new_range, old_range = (figure.ratio[0], figure.ratio[2]), (old["ratio"][0], old["ratio"][2])
                text = f"{old['ratio'][1]:.2f}× → {figure.ratio[1]:.2f}×"
                is_better = figure.ratio[1] > old["ratio"][1]
            elif figure.spread and old["spread"] and (figure.part, figure.work, figure.size) not in peers:
                new_range, old_range = figure.spread, old["spread"]
                text = f"{seconds(old['wall'])} → {seconds(figure.wall)}"
                is_better = figure.wall < old["wall"]
            else:
                continue
            if new_range[0] > old_range[1] or new_range[1] < old_range[0]:
                changes += 1
                print(f"  {'faster' if is_better else 'SLOWER'}: {figure.part}, {figure.work}, {figure.tool}: {text}")
        if changes == 0:
            print("  nothing")


def warn(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def tell(what: str) -> None:
    """Says what is being measured, and since when."""
    warn(f"{(time.monotonic() - BEGIN) / 60:5.1f} min  {what}")
