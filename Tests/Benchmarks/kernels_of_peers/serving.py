"""What the workers of the graph's peers have in common: kernels does the same for kith, see its main.swift."""
import array
import signal
import sys
import time

LIMIT = 10


class Graph:
    """The graph of a file, and what is asked of it."""

    def __init__(self, path: str) -> None:
        with open(path, "rb") as file:
            contents = file.read()
        self.count = array.array("q", contents[:8])[0]
        numbers, weights = array.array("i", contents[8:]), array.array("d", contents[8:])
        self.ends = list(zip(numbers[0::4], numbers[1::4]))
        self.weights = weights[1::2].tolist()
        self.starts = [index * 499 % self.count for index in range(40)]
        self.pairs = [(start, (index * 7919 + 13) % self.count) for index, start in enumerate(index * 499 % self.count for index in range(200))]
        self.sources = [index * 3000 % self.count for index in range(32)]


class TookTooLong(Exception):
    pass


def give_up(*_) -> None:
    raise TookTooLong()


def serve(measures: dict) -> None:
    """Runs a measure for each line of standard input; one that takes longer than the limit is given up, where the library lets it."""
    signal.signal(signal.SIGALRM, give_up)
    for line in sys.stdin:
        if (measure := measures.get(line.strip())) is None:
            print("it has none", flush=True)
            continue
        begin = time.monotonic_ns()
        signal.alarm(LIMIT)
        try:
            answer = measure()
            signal.alarm(0)
            print(time.monotonic_ns() - begin, answer, sep="\t", flush=True)
        except TookTooLong:
            print(">", flush=True)
        except Exception as error:
            signal.alarm(0)
            # Some libraries turn what interrupts them into an error of their own.
            print(">" if time.monotonic_ns() - begin > LIMIT * 1e9 else f"{type(error).__name__}: {error}".splitlines()[0], flush=True)
