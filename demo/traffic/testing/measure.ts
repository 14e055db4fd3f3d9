import { createSimulation } from '#demo/traffic/simulation.ts';
import { largeMesh } from './large-mesh.ts';
import { startMs } from './observe.ts';

/** Prints what an hour of a large mesh costs: `node demo/traffic/testing/measure.ts [services] [replicas] [stepMs]`. */
const [services = 1000, replicas = 1, stepMs = 15_000] = process.argv.slice(2).map(Number);
const view = largeMesh(services, replicas);
const simulation = createSimulation({ seed: 1, startMs, stepMs, histograms: 'duration' });
simulation.configure(view);
const started = performance.now();
simulation.advance(startMs + stepMs);
const first = performance.now();
const steps = Math.round(3_600_000 / stepMs);
let worst = 0;
for (let i = 2; i <= steps; i++) {
  const before = performance.now();
  simulation.advance(startMs + i * stepMs);
  worst = Math.max(worst, performance.now() - before);
}
const ended = performance.now();
let series = 0;
let requests = 0;
let edges = 0;
for (const one of simulation.series()) {
  series++;
  if (one.name === 'istio_requests_total' && one.labels.reporter === 'source') {
    requests += one.value;
    edges++;
  }
}
console.log({
  services,
  pods: view.get('Pod')?.length,
  compileAndFirstStepMs: Math.round(first - started),
  meanStepMs: (ended - first) / (steps - 1),
  worstStepMs: Math.round(worst),
  hourSeconds: (ended - started) / 1000,
  series,
  edges,
  requests,
  heapMiB: Math.round(process.memoryUsage().heapUsed / 2 ** 20),
});
