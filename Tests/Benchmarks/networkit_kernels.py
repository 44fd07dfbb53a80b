"""networkit's measures, run one by one on command, as the package beside this does kith's: see its main.swift."""
import math
import sys
import time

import networkit as nk
import numpy as np

nk.setNumberOfThreads(1)
with open(sys.argv[1], "rb") as file:
    count = int(np.fromfile(file, dtype=np.int64, count=1)[0])
    edges = np.fromfile(file, dtype=[("a", np.int32), ("b", np.int32), ("weight", np.float64)])


def graph_of(weights):
    ends = (edges["a"].astype(np.uint64), edges["b"].astype(np.uint64))
    return nk.GraphFromCoo((np.ascontiguousarray(weights), ends), n=count, weighted=True, directed=False)


ties = graph_of(edges["weight"])
lengths = graph_of(-np.log(np.minimum(edges["weight"], 0.999)))
starts = [i * 499 % count for i in range(200)]
pairs = [(start, (i * 7919 + 13) % count) for i, start in enumerate(starts)]
missing = nk.linkprediction.MissingLinksFinder(ties)
similarity = nk.linkprediction.AdamicAdarIndex(ties)


def pair_path():
    total = 0.0
    for a, b in pairs:
        search = nk.distance.BidirectionalDijkstra(lengths, a, b)
        search.run()
        total += search.getDistance()
    return total


def adamic_adar():
    total = 0.0
    for start in starts:
        scores = similarity.runOn(missing.findFromNode(start, 2))
        total += sum(sorted((score for _, score in scores), reverse=True)[:10])
    return total


def components():
    found = nk.components.ConnectedComponents(ties)
    found.run()
    return found.numberOfComponents()


def page_rank():
    ranks = nk.centrality.PageRank(ties, 0.85, 1e-10)
    ranks.norm = nk.centrality.Norm.L1_NORM
    ranks.run()
    return max(ranks.scores())


def communities():
    found = nk.community.PLM(ties, True)
    found.run()
    return nk.community.Modularity().getQuality(found.getPartition(), ties)


def betweenness():
    scores = nk.centrality.EstimateBetweenness(lengths, 32)
    scores.run()
    return sum(scores.scores())


MEASURES = {
    "load": lambda: graph_of(edges["weight"]).numberOfEdges(),
    "pair path": pair_path,
    "two-hop": lambda: sum(len(missing.findFromNode(start, 2)) for start in starts),
    "Adamic-Adar top 10": adamic_adar,
    "components": components,
    "PageRank": page_rank,
    "communities": communities,
    "betweenness": betweenness,
}

for line in sys.stdin:
    before = time.monotonic_ns()
    answer = MEASURES[line.strip()]()
    print(time.monotonic_ns() - before, answer, sep="\t", flush=True)
