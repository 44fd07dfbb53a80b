"""The measures of a graph, in process, one thread each."""
import array
import math
import random
import tempfile
from pathlib import Path

import peers
from lives import SEED
from measuring import KITH, LIMIT, ROOT, ROUNDS, WARM, Failed, Meter, PassedLimit, Worker, build, rounds
from report import Figure, Report, seconds, tell, warn

# Each measure: how many times as long networkit is to take, how near the answers have to be, and the question that is it.
MEASURES = {
    "load": (1, 0, None),
    "pair path": (8, 1e-9, ["path", "from", "p17", "to", "p4711"]),
    "two-hop": (1, 0, ["graph", "of", "p4711", "depth", "2", "as", "csv"]),
    "Adamic-Adar top 10": (1, 1e-9, ["suggest", "intros", "for", "p4711"]),
    "components": (5, 0, None),
    "PageRank": (3, 1e-6, ["rank", "by", "pagerank", "limit", "10"]),
    "communities": (1, None, ["circles"]),
    "betweenness": (2, 1e-6, None),
}
PEERS = ["networkit", "igraph", "networkx", "kuzu"]
TIES_EACH = 10


def power_law_graph(path: Path, people: int) -> list[tuple[int, int]]:
    """Preferential attachment (Barabási & Albert 1999) with random strengths; gives the ties."""
    chance = random.Random(SEED)
    ends = array.array("i", range(TIES_EACH))
    ties = set()
    for person in range(TIES_EACH, people):
        chosen = set()
        while len(chosen) < TIES_EACH:
            chosen.add(ends[chance.randrange(len(ends))])
        for other in chosen:
            ties.add((other, person))
            ends.append(other)
            ends.append(person)
    ordered = sorted(ties)
    with open(path, "wb") as file:
        array.array("q", [people]).tofile(file)
        for a, b in ordered:
            array.array("i", [a, b]).tofile(file)
            array.array("d", [chance.uniform(0.01, 0.99)]).tofile(file)
    return ordered


def workers(report: Report, path: Path, only: list[str]) -> dict[str, Worker]:
    found = {"kith": Worker([build("kernels"), path])}
    for name in PEERS:
        if only and name not in only:
            continue
        try:
            python = peers.from_pypi(name) / "python"
            found[name] = Worker([python, ROOT / f"Tests/Benchmarks/kernels_of_peers/with_{name}.py", path])
            report.versions[name] = peers.version(name)
        except Failed as failure:
            warn(f"{name} is skipped: {failure}")
    return found


def kernels(found: dict[str, Worker], people: int) -> list[Figure]:
    """All measures: kith's in turn with each peer's, one peer after the other, as each leaves the caches otherwise."""
    figures = []
    for measure, (goal, tolerance, _) in MEASURES.items():
        tell(f"{people:,} people: {measure}")
        mine, answer = found["kith"].run(measure)
        kith, others = [mine], []
        for name, worker in found.items():
            if name == "kith":
                continue
            figure = Figure("graph", measure, name, size=people)
            try:
                pairs, theirs = in_turn(found["kith"], worker, measure, has_goal=name == "networkit")
                ours = [own for own, _ in pairs]
                figure = Figure.of("graph", measure, name, [other for _, other in pairs], ours, people)
                figure.check = check(measure, name, answer, theirs, tolerance)
                if len(pairs) < ROUNDS:
                    figure.notes.append(f"{len(pairs)} of {ROUNDS} runs, as they are long")
                # What is shown of kith is what it took beside the first of them.
                kith = kith if len(kith) > 1 else ours
                if name == "networkit":
                    figure.wants(goal)
                    if measure == "communities":
                        text, is_reached = figure.goal
                        figure.goal = (f"{text}, modularity as good", is_reached and float(answer) >= float(theirs))
            except PassedLimit:
                figure.passed = LIMIT
            except Failed as failure:
                figure.check = str(failure)
            others.append(figure)
        figures += [Figure.of("graph", measure, "kith", kith, size=people), *others]
    return figures


def in_turn(ours: Worker, theirs: Worker, measure: str, has_goal: bool) -> tuple[list, str]:
    """So many pairs of runs, and the answer of the other one. The first is run once before, unless that takes long."""
    first, answer = theirs.run(measure)
    pairs = [(ours.run(measure)[0], first)] if first.wall > WARM else []
    while len(pairs) < (ROUNDS if has_goal else rounds(first.wall)):
        pairs.append((ours.run(measure)[0], theirs.run(measure)[0]))
    return pairs, answer


def check(measure: str, name: str, answer: str, other: str, tolerance: float | None) -> str:
    ours, theirs = float(answer), float(other)
    if tolerance is None:
        return f"modularity {theirs:.4f}, kith's {ours:.4f}"
    if measure == "betweenness" and name == "networkit":
        return "unchecked: it picks its 32 sources at random"
    return "agrees" if math.isclose(ours, theirs, rel_tol=max(tolerance, 1e-15)) else f"DIFFERS: {theirs} for {ours}"


def whole_commands(report: Report, measure: Path, folder: Path, ties: list[tuple[int, int]]) -> None:
    """The same as somebody asks it of a network of as many ties: all of the program, from its start to the last line."""
    script, network = folder / "ties.net", folder / "ties.kith"
    chance = random.Random(SEED)
    with open(script, "w") as file:
        file.writelines(f"p{b} met p{a} on 20{chance.randrange(10, 26)}-01-{chance.randrange(10, 29)}\n" for a, b in ties)
    meter = Meter(measure, folder)
    kith = [KITH, "--file", network]
    meter.run(kith + ["--quiet", "run", script], limit=120)
    meter.run(kith + ["--quiet", "save"], limit=60)
    figures = []
    floor = meter.spawning()
    for name, (_, _, question) in MEASURES.items():
        if question is None:
            continue
        command = " ".join(question)
        tell(f"{len(ties):,} ties: kith {command}")
        try:
            figure = Figure.of("graph", f"kith {command}", "kith", [meter.run(kith + question) for _ in range(ROUNDS)], size=len(ties))
        except PassedLimit:
            figure = Figure("graph", f"kith {command}", "kith", passed=LIMIT, size=len(ties))
        figure.floor = (floor, "`true`")
        figure.check = "unchecked: no peer asks it"
        figures.append(figure)
    report.title(f"The whole command, on a network of {len(ties):,} ties", "whole processes; what a question needs of the strengths is worked out in it")
    report.show(figures)


def measure(report: Report, only: list[str], with_growth: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        people = 100_000
        ties = power_law_graph(folder / "graph", people)
        found = workers(report, folder / "graph", only)
        report.title(
            f"A graph of {people:,} people and {len(ties):,} ties of a power-law degree",
            f"seed {SEED}; in process, one thread each; 200 pairs, and 40 starts where it says two-hop or Adamic-Adar, 32 sources of betweenness")
        figures = kernels(found, people)
        report.show(figures)
        for worker in found.values():
            worker.end()
        program = build("measure")
        whole_commands(report, program, folder, ties)
        if with_growth:
            growth(report, folder, {people: figures})


def growth(report: Report, folder: Path, known: dict[int, list[Figure]]) -> None:
    """kith's measures and networkit's on smaller graphs besides."""
    for people in (1_000, 10_000):
        power_law_graph(folder / "graph", people)
        found = workers(report, folder / "graph", ["networkit"])
        known[people] = kernels(found, people)
        for figure in known[people]:
            # What is wanted is wanted of the large one.
            figure.part, figure.goal = "growth", None
        report.figures += known[people]
        for worker in found.values():
            worker.end()
    report.title("Growth of the measures", "by the number of people, ten times as many ties; the exponent is that of the last step")
    rows = []
    for measure in MEASURES:
        for name in ("kith", "networkit"):
            walls = [(size, figure.wall) for size in sorted(known) for figure in known[size]
                     if (figure.work, figure.tool) == (measure, name) and figure.wall]
            if len(walls) < 2:
                continue
            (size, wall), (larger, longer) = walls[-2:]
            exponent = math.log(longer / wall) / math.log(larger / size)
            rows.append([measure if name == "kith" else "", name, *(seconds(wall) for _, wall in walls), f"{exponent:.2f}"])
    report.rows(rows, ["measure", "library", *(f"{size:,}" for size in sorted(known)), "exponent"])
