"""networkx's measures."""
import math
import sys

import networkx as nx
from serving import Graph, serve

graph = Graph(sys.argv[1])


def load():
    made = nx.Graph()
    made.add_nodes_from(range(graph.count))
    made.add_weighted_edges_from((a, b, weight) for (a, b), weight in zip(graph.ends, graph.weights))
    return made


ties = load()
for _, _, tie in ties.edges(data=True):
    tie["length"] = -math.log(min(tie["weight"], 0.999))


def two_hops(start):
    near = set(ties[start])
    return {other for neighbour in near for other in ties[neighbour]} - near - {start}


def adamic_adar():
    total = 0.0
    for start in graph.starts:
        scores = (score for _, _, score in nx.adamic_adar_index(ties, [(start, other) for other in two_hops(start)]))
        total += sum(sorted(scores, reverse=True)[:10])
    return total


def communities():
    return nx.community.modularity(ties, nx.community.louvain_communities(ties, seed=1))


serve({
    "load": lambda: load().number_of_edges(),
    "pair path": lambda: sum(nx.bidirectional_dijkstra(ties, a, b, weight="length")[0] for a, b in graph.pairs),
    "two-hop": lambda: sum(len(two_hops(start)) for start in graph.starts),
    "Adamic-Adar top 10": adamic_adar,
    "components": lambda: nx.number_connected_components(ties),
    "PageRank": lambda: max(nx.pagerank(ties, alpha=0.85, tol=1e-10 / graph.count).values()),
    "communities": communities,
    "betweenness": lambda: sum(
        nx.betweenness_centrality_subset(ties, graph.sources, list(ties), normalized=False, weight="length").values()),
})
