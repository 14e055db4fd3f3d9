// Starts the demo mesh as a process of its own and waits for the line in which it says where its two APIs are.
import path from 'node:path';
import { createInterface } from 'node:readline';
import { node24, root } from './project.mjs';
import { start } from './supervise.mjs';

/** Takes Weft's own `--port N` out of the arguments; the rest is for the demo mesh. */
export function splitArguments(argv) {
  const rest = [...argv];
  const at = rest.findIndex((a) => a === '--port' || a.startsWith('--port='));
  if (at < 0) return { port: null, rest };
  const [flag, value] = rest[at].includes('=') ? rest[at].split('=') : [rest[at], rest[at + 1]];
  rest.splice(at, flag === rest[at] ? 2 : 1);
  return { port: value, rest };
}

/** Resolves with `{ kubeconfig, context, prometheusUrl, controlUrl, metricsUrl, tracesUrl, mesh }`. */
export function startDemoMesh(args) {
  // Its sources are TypeScript: what Node makes of them is kept, which saves a second of the next start. The young generation
  // of a large mesh is larger than Node's default, which would copy it again and again.
  const flags = ['--max-semi-space-size=64'];
  const env = { NODE_COMPILE_CACHE: path.join(root, '.cache', 'node') };
  const child = start('the demo mesh', node24, [...flags, 'demo/main.ts', ...args], { stdout: 'pipe', env });
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) resolve(JSON.parse(line));
    });
  });
}

/** The settings that point Weft at the demo mesh: the same ones a real cluster takes. */
export function settingsFor(mesh, port) {
  const scrape = mesh.scrapeInterval ? { WEFT_SCRAPE_INTERVAL: String(mesh.scrapeInterval) } : {};
  return {
    KUBECONFIG: mesh.kubeconfig,
    ...(mesh.context ? { WEFT_CONTEXT: mesh.context } : {}),
    PROMETHEUS_URL: mesh.prometheusUrl,
    WEFT_TRACES: mesh.tracesUrl,
    // A demo mesh lives as long as its process, so what is known of its past does too.
    WEFT_HISTORY: process.env.WEFT_HISTORY ?? ':memory:',
    ...(port ? { WEFT_PORT: String(port) } : {}),
    ...scrape,
  };
}
