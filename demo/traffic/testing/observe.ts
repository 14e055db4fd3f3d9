import type { ConfigView } from '#demo/traffic/config/view.ts';
import { createSimulation, type Simulation, type SimulationOptions } from '#demo/traffic/simulation.ts';

/** A moment for tests: the start of an hour. */
export const startMs = Date.UTC(2026, 0, 5, 10);

/** Runs a mesh for `seconds` without the slow wave. */
export function simulate(
  view: ConfigView,
  seconds = 60,
  options: Partial<SimulationOptions> = {},
): Simulation {
  const simulation = createSimulation({ seed: 7, startMs, wave: 0, ...options });
  simulation.configure(view);
  simulation.advance(startMs + seconds * 1000);
  return simulation;
}

export type Row = readonly [key: string, value: number];

/** Sums of a metric's series with these labels, by the values of `by` joined with spaces; zeros left out. */
export function sums(
  simulation: Simulation,
  name: string,
  by: readonly string[],
  where: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const series of simulation.series()) {
    if (series.name !== name) continue;
    if (Object.entries(where).some(([key, value]) => series.labels[key] !== value)) continue;
    const key = by.map((label) => series.labels[label] ?? '').join(' ');
    found.set(key, (found.get(key) ?? 0) + series.value);
  }
  return found;
}

/** What both reporters say of requests: `reporter source>destination code flags`. Sorted, without counts. */
export function reports(simulation: Simulation): readonly string[] {
  return [...requestCounts(simulation).keys()].sort();
}

const reportLabels = [
  'reporter',
  'source_workload',
  'destination_workload',
  'destination_service_name',
  'response_code',
  'response_flags',
  'connection_security_policy',
];

/** Requests by reporter, both ends, service, code, flags and security. */
export const requestCounts = (simulation: Simulation): ReadonlyMap<string, number> =>
  sums(simulation, 'istio_requests_total', reportLabels);
