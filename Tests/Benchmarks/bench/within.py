"""What there is no other program for: starting, the store and scripts, as whole processes and within one."""
import statistics
import tempfile
from pathlib import Path

import peers
from lives import SEED, Kith, Life, SQLite, tool
from measuring import KITH, ROUNDS, Failed, Meter, Worker, build, quartiles
from report import Figure, Report, warn

# What the store does within one process, and how many times as long SQLite, or a bare file, is to take.
STORE = {
    "load": ("load all, checksums included", "sqlite", "into arrays", 50), "write": ("write all, durable", "sqlite", "without an index", 7),
    "append": ("20 lines more, each durable", "bare file", "write and fdatasync of as many bytes", 0.83),
}
# Scripts are carried out in so much address space.
SPACE = 1 << 30


def measure(report: Report, parts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = build("measure")
        sqlite = None
        try:
            sqlite = tool(SQLite, folder, program)
            report.versions["sqlite3"] = peers.version("sqlite3")
        except Failed as failure:
            warn(f"sqlite3 is skipped: {failure}")
        kith = tool(Kith, folder, program)
        if "start" in parts and sqlite:
            start(report, kith, sqlite)
        if {"store", "script"} & set(parts):
            stores(report, parts, kith, sqlite, folder)


def pairs(part: str, title: str, first: tuple[Meter, list], second: tuple[str, Meter, list], rounds: int) -> list[Figure]:
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(first[0].run(first[1]))
        theirs.append(second[1].run(second[2]))
    return [Figure.of(part, title, "kith", ours), Figure.of(part, title, second[0], theirs, ours)]


def start(report: Report, kith: Kith, sqlite: SQLite) -> None:
    empty = [KITH, "--file", kith.folder / "empty.kith"]
    report.title("Starting", "on an empty network; whole processes")
    figures = pairs("start", "nothing", (kith.meter, empty + ["-c", ""]), ("sqlite3", sqlite.meter, [sqlite.program, ":memory:", ""]), 101)
    figures += pairs(
        "start", "a question", (kith.meter, empty + ["who"]), ("sqlite3", sqlite.meter, [sqlite.program, ":memory:", "select 1"]), 101)
    floor = kith.meter.spawning()
    for figure in figures:
        figure.check = "unchecked: nothing is asked for"
        if figure.tool == "kith":
            figure.floor = (floor, "`true`")
    report.show(figures)


def stores(report: Report, parts: list[str], kith: Kith, sqlite: SQLite | None, folder: Path) -> None:
    """The store on a million interactions, and scripts of a hundred thousand and a million statements."""
    try:
        place = peers.from_debian("libsqlite3")
        lines = ["-Xcc", f"-I{place}/usr/include", "-Xlinker", f"-L{peers.libraries(place)}", "-Xlinker", f"-rpath={peers.libraries(place)}"]
        program = build("stores", *lines)
    except Failed as failure:
        warn(f"SQLite's library is skipped, and with it what is measured within one process: {failure}")
        return
    for size in (100_000, 1_000_000):
        kith.prepare(Life(size, 1_000))
        if sqlite:
            sqlite.prepare(Life(size, 1_000))
        worker = Worker([program, kith.file, sqlite.file if sqlite else folder / "none.sqlite", folder])
        if "store" in parts and size == 1_000_000 and sqlite:
            store(report, worker, kith, size)
        if "script" in parts:
            script(report, worker, kith, size)
        worker.end()


def store(report: Report, worker: Worker, kith: Kith, size: int) -> None:
    figures = []
    for work, (title, peer, note, goal) in STORE.items():
        worker.run(f"kith {work}"), worker.run(f"sqlite {work}")
        runs = [(worker.run(f"kith {work}"), worker.run(f"sqlite {work}")) for _ in range(11)]
        ours = [own[0] for own, _ in runs]
        mine = Figure.of("store", title, "kith", ours, size=size)
        mine.floor = {
            "load": lambda: (kith.meter.copying(kith.file.stat().st_size), f"memcpy of {kith.file.stat().st_size / 1e6:.0f} MB"),
            "write": lambda: (kith.meter.syncing(kith.file.stat().st_size), f"fdatasync of {kith.file.stat().st_size / 1e6:.0f} MB"),
            "append": lambda: None,
        }[work]()
        other = Figure.of("store", title, peer, [theirs[0] for _, theirs in runs], ours, size=size)
        other.notes.append(note)
        other.check = "agrees" if runs[0][0][1] == runs[0][1][1] else f"DIFFERS: {runs[0][1][1]} for {runs[0][0][1]}"
        other.wants(goal)
        figures += [mine, other]
    text = kith.text_size
    report.title(
        f"The store: {size:,} interactions with 1,000 people",
        f"within one process; kith keeps {kith.file.stat().st_size / size:.1f} bytes for each, its index and notes included "
        f"({text / size:.1f} as text)")
    report.show(figures)


def script(report: Report, worker: Worker, kith: Kith, size: int) -> None:
    command = ["/usr/bin/env", "prlimit", f"--as={SPACE}", KITH, "--file", kith.fresh, "--quiet", "run", *kith.texts]
    samples = []
    for _ in range(ROUNDS):
        kith.clear_fresh()
        samples.append(kith.meter.run(command))
    whole = Figure.of("script", f"{size:,} statements, durable", "kith", samples, size=size)
    whole.floor = (kith.meter.spawning() + kith.meter.syncing(kith.text_size), f"`true`, fdatasync of {kith.text_size / 1e6:.1f} MB")
    whole.check = "agrees" if sum(kith.replayed().values()) == size else "DIFFERS: not all are there"
    whole.notes.append(f"{whole.peak / size:.0f} bytes of memory a statement, the network included")
    if size == 100_000:
        whole.goal = ("≤ 0.5 s", whole.wall <= 0.5)
    else:
        whole.goal = ("≤ 300 bytes a statement", whole.peak / size <= 300)
    worker.run("kith apply")
    runs = [worker.run("kith apply") for _ in range(ROUNDS)]
    inner = Figure.of("script", f"{size:,} in memory, down to facts", "kith", [sample for sample, _ in runs], size=size)
    inner.notes.append(f"{size / inner.wall / 1e6:.2f} million a second")
    inner.check = "agrees" if all(answer == str(size) for _, answer in runs) else f"DIFFERS: {runs[0][1]} facts for {size}"
    if size == 1_000_000:
        inner.goal = ("≥ 1 million a second", size / inner.wall >= 1e6)
    report.title(f"A script of {size:,} statements about 1,000 people", f"in {SPACE >> 30} GiB of address space; seed {SEED}")
    report.show([whole, inner])
