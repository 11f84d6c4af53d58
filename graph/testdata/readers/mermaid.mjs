// Reads flowcharts with Mermaid's own parser, and prints of each the labels by id, the links
// and the number of edges.
import fs from 'node:fs';
import {JSDOM} from 'jsdom';

const page = new JSDOM('<!doctype html><body></body>');
globalThis.window = page.window;
globalThis.document = page.window.document;
const {default: mermaid} = await import('mermaid');
mermaid.initialize({securityLevel: 'strict'});

// Mermaid keeps entities under signs of its own until it draws.
const plain = (label) => label.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code))).replaceAll('<br>', '<br/>');

const read = [];
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'utf8');
  if (text.length > mermaid.mermaidAPI.getConfig().maxTextSize) throw new Error(`${file}: Mermaid draws no text of ${text.length} characters`);
  const {config} = await mermaid.parse(text);
  if (Object.keys(config ?? {}).length > 0) throw new Error(`${file}: a text is taken for a directive: ${JSON.stringify(config)}`);
  const {db} = await mermaid.mermaidAPI.getDiagramFromText(text);
  const labels = {}, links = [];
  for (const v of db.getVertices().values()) {
    labels[v.id] = plain(v.text ?? '');
    if (v.labelType !== 'string') throw new Error(`${file}: label ${v.id} is taken for ${v.labelType}`);
    if (v.link) links.push(v.link);
  }
  read.push({labels, links, edges: db.getEdges().length});
}
console.log(JSON.stringify(read));
