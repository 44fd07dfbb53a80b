"""kuzu's measures, in memory, as its query language says them."""
import csv
import math
import sys
import tempfile

import kuzu
from serving import LIMIT, Graph, serve

graph = Graph(sys.argv[1])
folder = tempfile.mkdtemp()
with open(f"{folder}/people.csv", "w") as file:
    file.writelines(f"{number}\n" for number in range(graph.count))
with open(f"{folder}/ties.csv", "w") as file:
    csv.writer(file).writerows(
        (a, b, weight, -math.log(min(weight, 0.999))) for (a, b), weight in zip(graph.ends, graph.weights))


def load():
    connection = kuzu.Connection(kuzu.Database(":memory:"), num_threads=1)
    connection.set_query_timeout(LIMIT * 1000)
    connection.execute("create node table Person(id int64 primary key)")
    connection.execute("create rel table Tie(from Person to Person, weight double, length double)")
    connection.execute(f"copy Person from '{folder}/people.csv'")
    connection.execute(f"copy Tie from '{folder}/ties.csv'")
    return connection


connection = load()


def one(query, **parameters):
    return connection.execute(query, parameters).get_next()[0]


TWO_HOPS = "match (a:Person {id: $start})-[:Tie]-(c:Person)-[:Tie]-(b:Person) where a.id <> b.id and not exists { match (a)-[:Tie]-(b) } "


def pair_path():
    query = "match p = (a:Person {id: $a})-[t:Tie* wshortest(length)]-(b:Person {id: $b}) return cost(t)"
    return sum(one(query, a=a, b=b) for a, b in graph.pairs if a != b)


serve({
    "load": lambda: load().execute("match ()-[t:Tie]->() return count(*)").get_next()[0],
    "pair path": pair_path,
    "two-hop": lambda: sum(one(TWO_HOPS + "return count(distinct b)", start=start) for start in graph.starts),
})
