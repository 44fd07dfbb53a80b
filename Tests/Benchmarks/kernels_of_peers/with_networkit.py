"""networkit's measures."""
import sys

import networkit as nk
import numpy as np
from serving import Graph, serve

nk.setNumberOfThreads(1)
graph = Graph(sys.argv[1])
ends = tuple(np.array(column, dtype=np.uint64) for column in zip(*graph.ends))
weights = np.array(graph.weights)


def graph_of(weights):
    return nk.GraphFromCoo((np.ascontiguousarray(weights), ends), n=graph.count, weighted=True, directed=False)


ties = graph_of(weights)
lengths = graph_of(-np.log(np.minimum(weights, 0.999)))
missing = nk.linkprediction.MissingLinksFinder(ties)
similarity = nk.linkprediction.AdamicAdarIndex(ties)


def pair_path():
    total = 0.0
    for a, b in graph.pairs:
        search = nk.distance.BidirectionalDijkstra(lengths, a, b)
        search.run()
        total += search.getDistance()
    return total


def adamic_adar():
    total = 0.0
    for start in graph.starts:
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


serve({
    "load": lambda: graph_of(weights).numberOfEdges(),
    "pair path": pair_path,
    "two-hop": lambda: sum(len(missing.findFromNode(start, 2)) for start in graph.starts),
    "Adamic-Adar top 10": adamic_adar,
    "components": components,
    "PageRank": page_rank,
    "communities": communities,
    "betweenness": betweenness,
})
