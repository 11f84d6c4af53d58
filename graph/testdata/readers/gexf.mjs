// Opens files with graphology's reader of GEXF, and prints the attributes of nodes and edges.
import fs from 'node:fs';
import Graph from 'graphology';
import gexf from 'graphology-gexf';

const read = process.argv.slice(2).map((file) => {
  const graph = gexf.parse(Graph, fs.readFileSync(file, 'utf8'));
  return {
    nodes: graph.mapNodes((id, attributes) => ({id, ...attributes})),
    edges: graph.mapEdges((id, attributes, source, target) => ({source, target, ...attributes})),
  };
});
console.log(JSON.stringify(read));
