import path from 'node:path';
import { brokenCase, type CaseOutcome, type SuiteOutcome } from '../case-outcome.ts';
import { type GraphCase, readCases } from './case-file.ts';
import { compareGraphs } from './compare.ts';
import { openMetrics } from './open-metrics.ts';
import { startPrometheus } from './prometheus.ts';
import { unitOutcomes } from './units.ts';
import { viewOfCase } from './view-of-case.ts';
import { writeView } from './write-view.ts';

/** Runs the cases of the suite on one real Prometheus, and its tables of functions. */
export async function runKialiGraph(dir: string): Promise<SuiteOutcome> {
  const cases = readCases(path.join(dir, 'cases'));
  const realisable = cases.filter((one) => one.realisable);
  const prometheus = await startPrometheus(openMetrics(realisable));
  const outcomes: CaseOutcome[] = [];
  try {
    for (const one of realisable) outcomes.push(await runCase(one, prometheus.url));
  } finally {
    await prometheus.close();
  }
  return {
    suite: 'kiali-graph',
    cases: [...outcomes, ...unitOutcomes(path.join(dir, 'units'))],
    leftOut: cases.length - realisable.length,
  };
}

async function runCase(graphCase: GraphCase, url: string): Promise<CaseOutcome> {
  const { id, kind, flags, mesh, expected } = graphCase;
  const quirk = graphCase.quirk ?? null;
  try {
    const view = await viewOfCase(graphCase, url);
    const health = flags.appenders.includes('health');
    const written = writeView(view, { homeCluster: mesh.homeCluster, health });
    const { missing, extra } = compareGraphs(written, expected);
    return { id, kind, quirk, pass: missing.length === 0 && extra.length === 0, missing, extra };
  } catch (error) {
    return brokenCase(id, kind, quirk, error);
  }
}
