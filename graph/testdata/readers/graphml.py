"""Opens GraphML with networkx and prints the attributes of nodes and edges."""
import json
import sys

import networkx

read = []
for file in sys.argv[1:]:
    graph = networkx.read_graphml(file)
    if not graph.is_directed() or graph.is_multigraph():
        sys.exit(f"{file}: read as {graph}")
    read.append({"nodes": [data for _, data in graph.nodes(data=True)], "edges": [data for _, _, data in graph.edges(data=True)]})
print(json.dumps(read))
