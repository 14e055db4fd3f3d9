// Starts the demo mesh as a process of its own and waits for the line in which it says where its two APIs are.
import { createInterface } from 'node:readline';
import { node24 } from './project.mjs';
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

/** Resolves with `{ kubeconfig, context, prometheusUrl, controlUrl, metricsUrl, mesh }`. */
export function startDemoMesh(args) {
  const child = start('the demo mesh', node24, ['demo/main.ts', ...args], { stdout: 'pipe' });
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
    ...(port ? { WEFT_PORT: String(port) } : {}),
    ...scrape,
  };
}
