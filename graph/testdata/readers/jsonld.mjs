// Expands files with a JSON-LD processor that may load nothing and drops nothing in silence,
// and prints the subjects with their names, and the number of statements about edges.
import fs from 'node:fs';
import jsonld from 'jsonld';

const options = {safe: true, documentLoader: async (address) => { throw new Error(`asks for ${address}`); }};
const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const read = [];
for (const file of process.argv.slice(2)) {
  const document = JSON.parse(fs.readFileSync(file, 'utf8'));
  const names = {};
  let statements = 0;
  for (const o of await jsonld.expand(document, options)) {
    if (o['@type'].includes(rdf + 'Statement')) {
      for (const part of ['subject', 'predicate', 'object']) if (!o[rdf + part]?.[0]['@id']) throw new Error(`${file}: a statement without ${part}`);
      statements++;
    } else {
      names[o['@id']] = o['https://schema.org/name']?.[0]['@value'] ?? '';
    }
  }
  const triples = (await jsonld.toRDF(document, options)).length;
  read.push({names, statements, triples});
}
console.log(JSON.stringify(read));
