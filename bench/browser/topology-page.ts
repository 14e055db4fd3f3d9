import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { Places } from './bare.ts';

const folder = path.resolve(import.meta.dirname, '../topology');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};
const html =
  '<!doctype html><link rel="stylesheet" href="page.css"><style>html,body,#host{height:100%;margin:0}</style>' +
  '<div id="host"></div><script type="module" src="page.js"></script>';

/** A server of a page that draws graphs with @patternfly/react-topology. */
export interface TopologyServer {
  readonly url: string;
  /** What the page finds under `name`. */
  put(name: string, graph: TrafficGraph, places: Places): void;
  close(): void;
}

/** Installs what the page needs, unless it is there, bundles it and serves it. */
export async function serveTopology(): Promise<TopologyServer> {
  if (!existsSync(path.join(folder, 'node_modules'))) run('npm', ['ci', '--loglevel=error']);
  const out = mkdtempSync(path.join(tmpdir(), 'weft-topology-'));
  run('node', ['bundle.mjs', out]);
  const files = new Map(
    ['page.js', 'page.css'].map((name): [string, Buffer | string] => [
      `/${name}`,
      readFileSync(path.join(out, name)),
    ]),
  );
  rmSync(out, { recursive: true });
  files.set('/index.html', html);
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    const type = types[path.extname(request.url ?? '')] ?? 'text/plain';
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': type }).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/index.html`,
    put: (name, graph, places) => files.set(`/${name}`, JSON.stringify(drawingOf(graph, places))),
    close: () => void server.close(),
  };
}

function run(command: string, args: readonly string[]): void {
  const done = spawnSync(command, args, { cwd: folder, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) throw new Error(`${command} ${args[0]} failed in bench/topology`);
}

/** As `bench/topology/page.tsx` reads it. */
function drawingOf({ nodes, edges }: TrafficGraph, places: Places) {
  return {
    nodes: nodes.map(({ id, name, version, health }) => {
      const label = [name, version].filter((text) => text !== null).join(' ');
      const { x, y } = places[id] ?? { x: 0, y: 0 };
      return { id, label, status: health.status, width: 44 + 7 * Math.min(34, label.length), x, y };
    }),
    edges: edges.map(({ id, source, target, reports, shown, health }) => {
      const rate = reports[shown]?.rate ?? null;
      const label = rate === null ? '' : `${rate.toFixed(1)}/s`;
      return { id, source, target, label, status: health.status };
    }),
  };
}
