"""igraph's measures."""
import math
import sys

import igraph
from serving import Graph, serve

graph = Graph(sys.argv[1])
lengths = [-math.log(min(weight, 0.999)) for weight in graph.weights]


def load():
    return igraph.Graph(n=graph.count, edges=graph.ends, edge_attrs={"weight": graph.weights})


ties = load()


def pair_path():
    total = 0.0
    for a, b in graph.pairs:
        total += sum(lengths[edge] for edge in ties.get_shortest_path(a, b, weights=lengths, output="epath"))
    return total


def adamic_adar():
    total = 0.0
    for start in graph.starts:
        scores = ties.similarity_inverse_log_weighted([start])[0]
        for other in [start, *ties.neighbors(start)]:
            scores[other] = 0
        total += sum(sorted(scores, reverse=True)[:10])
    return total


def betweenness():
    # Where there is no direction, it halves what it counts, though only some of the sources are asked for.
    return 2 * sum(ties.betweenness(directed=False, weights=lengths, sources=graph.sources))


serve({
    "load": lambda: load().ecount(),
    "pair path": pair_path,
    "two-hop": lambda: sum(ties.neighborhood_size(graph.starts, order=2, mindist=2)),
    "Adamic-Adar top 10": adamic_adar,
    "components": lambda: len(ties.connected_components()),
    "PageRank": lambda: max(ties.pagerank(damping=0.85, weights=graph.weights)),
    "communities": lambda: ties.modularity(ties.community_multilevel(weights=graph.weights), weights=graph.weights),
    "betweenness": betweenness,
})
