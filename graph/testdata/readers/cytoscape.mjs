// Opens files with Cytoscape.js, without a screen, and prints the data of the elements.
import fs from 'node:fs';
import cytoscape from 'cytoscape';

const read = process.argv.slice(2).map((file) => {
  const cy = cytoscape({headless: true, elements: JSON.parse(fs.readFileSync(file, 'utf8')).elements});
  const of = (elements) => elements.map((e) => ({data: e.data(), classes: e.classes().join(' ')}));
  return {nodes: of(cy.nodes()), edges: of(cy.edges()), gone: cy.elements('.repository.gone').length};
});
console.log(JSON.stringify(read));
