#!/usr/bin/env python3
"""Makes the golden values beside it from networkx: make.py writes them, make.py --check says whether they are still so.

Each file holds a graph (its vertices in order of name, its edges with their strengths) and what networkx says of it. The lengths
of edges are -ln(min(strength, 0.999)).
"""
import json
import math
import pathlib
import random
import sys

import networkx as nx

FOLDER = pathlib.Path(__file__).parent


def davis():
    """The Southern women (Davis, Gardner & Gardner 1941): each event a meeting on one day of the women who were there."""
    data = nx.davis_southern_women_graph()
    women = sorted(data.graph["top"])
    meetings = [[event, sorted(data.neighbors(event))] for event in sorted(data.graph["bottom"])]
    gains = {}
    for _, present in meetings:
        for i, a in enumerate(present):
            for b in present[i + 1:]:
                gains[a, b] = gains.get((a, b), 0) + 1 / (len(present) - 1)
    graph = nx.Graph()
    graph.add_nodes_from(women + ["me"])
    graph.add_weighted_edges_from((a, b, 1 - math.exp(-gain / 4)) for (a, b), gain in gains.items())
    return graph, meetings


def scaled(graph, most):
    """A graph of names whose weights are brought to strengths."""
    result = nx.Graph()
    result.add_nodes_from(sorted(map(str, graph.nodes)))
    for a, b, weight in graph.edges(data="weight", default=1):
        result.add_edge(str(a), str(b), weight=round(weight / most, 6))
    return result


def halved(graph):
    """A graph of names whose strengths are powers of a half, so that ways of equal length are equal to the last bit."""
    result = nx.Graph()
    result.add_nodes_from(sorted(map(str, graph.nodes)))
    for a, b, weight in graph.edges(data="weight", default=1):
        result.add_edge(str(a), str(b), weight=0.5 ** (8 - weight), steps=8 - weight)
    return result


def chance(seed, people, ties):
    """A random graph, some of it out of reach of the rest."""
    source = random.Random(seed)
    names = [f"p{i:03}" for i in range(people)]
    graph = nx.Graph()
    graph.add_nodes_from(names)
    while graph.number_of_edges() < ties:
        a, b = source.sample(names[: people * 9 // 10], 2)
        graph.add_edge(a, b, weight=round(source.uniform(0.01, 1), 3))
    graph.add_edge(names[-1], names[-2], weight=1.0)
    return graph


def measures(graph):
    names = sorted(graph.nodes)
    index = {name: i for i, name in enumerate(names)}
    for _, _, data in graph.edges(data=True):
        data["length"] = -math.log(min(data["weight"], 0.999))
    source = random.Random(1)
    pairs = [source.sample(names, 2) for _ in range(60)]
    lengths = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    rank = nx.pagerank(graph, alpha=0.85, tol=1e-15, max_iter=10000, weight="weight")
    constraint = nx.constraint(graph, weight="weight")
    hasSteps = any("steps" in data for _, _, data in graph.edges(data=True))
    between = nx.betweenness_centrality(graph, normalized=False, weight="steps" if hasSteps else "length")
    divisions = [nx.community.louvain_communities(graph, weight="weight", seed=seed) for seed in range(20)]
    return {
        "names": names,
        "edges": sorted([*sorted([index[a], index[b]]), w] for a, b, w in graph.edges(data="weight")),
        "pagerank": [rank[name] for name in names],
        "constraint": [None if math.isnan(constraint[name]) else constraint[name] for name in names],
        "betweenness": [between[name] for name in names],
        "lengths": [[index[a], index[b], lengths[a].get(b)] for a, b in pairs],
        "adamic_adar": sorted([*sorted([index[a], index[b]]), s] for a, b, s in nx.adamic_adar_index(graph) if s > 0)[:400],
        "components": sorted(sorted(index[name] for name in part) for part in nx.connected_components(graph)),
        "modularity": max(nx.community.modularity(graph, division, weight="weight") for division in divisions),
    }


def everything():
    women, meetings = davis()
    yield "davis", {**measures(women), "meetings": meetings}
    yield "les-miserables", measures(scaled(nx.les_miserables_graph(), 32))
    yield "karate", measures(halved(nx.karate_club_graph()))
    yield "florentine", measures(scaled(nx.florentine_families_graph(), 2))
    for seed, people, ties in [(1, 40, 60), (2, 80, 300), (3, 150, 400)]:
        yield f"chance-{seed}", measures(chance(seed, people, ties))


def same(a, b):
    """Whether two values agree to the last digits that sums in another order may change."""
    if isinstance(a, float) and isinstance(b, (int, float)):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return a == b


def main():
    stale = []
    for name, values in everything():
        file = FOLDER / f"{name}.json"
        if sys.argv[1:] == ["--check"]:
            if not file.exists() or not same(json.loads(json.dumps(values)), json.loads(file.read_text())):
                stale.append(name)
        else:
            file.write_text(json.dumps(values, separators=(",", ":")) + "\n")
    if stale:
        sys.exit(f"networkx {nx.__version__} says otherwise than the golden values: {', '.join(stale)}")


if __name__ == "__main__":
    main()
