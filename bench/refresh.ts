import { graphResponse } from '#lib/api/graph-contract.ts';
import { get } from './api.ts';
import { median } from './median.ts';
import type { Mesh } from './mesh.ts';
import { curlReference } from './reference.ts';
import type { Row } from './row.ts';

const runs = 15;

/**
 * From tick to TrafficGraph for a moment that nobody has looked at, against curl with the reference queries for the same
 * moment. The two take turns in going first: whoever does warms the page cache for the other.
 */
export async function refreshRow({ url, prometheus, scrapeInterval }: Mesh, window: number): Promise<Row> {
  const newest = Math.floor(Date.now() / 1000 / scrapeInterval - 2) * scrapeInterval;
  const ours: number[] = [];
  const bare: number[] = [];
  const measureOurs = async (at: number) => void ours.push(await tickToGraph(url, window, at));
  const measureBare = async (at: number) => void bare.push(await curlReference(prometheus, window, at));
  for (let run = 0; run <= runs; run += 1) {
    const at = newest - run * scrapeInterval;
    const order = run % 2 === 0 ? [measureOurs, measureBare] : [measureBare, measureOurs];
    for (const measure of order) await measure(at);
    // The first of all is for warming up.
    if (run === 0) for (const list of [ours, bare]) list.length = 0;
  }
  return {
    what: `refresh, window ${window} s`,
    measured: `${median(ours).toFixed(0)} ms`,
    limit: `curl ${median(bare).toFixed(0)} ms`,
    ratio: median(ours) / median(bare),
    budget: 1.25,
  };
}

/** Milliseconds that the server spent on queries, decoding and building, as its Server-Timing says. */
async function tickToGraph(url: string, window: number, at: number): Promise<number> {
  const answer = await get(`${url}/api/v1/graph?window=${window}&at=${at}`);
  const { graph } = graphResponse.parse(await answer.json());
  if (graph.missing.length > 0 || graph.edges.length === 0)
    throw new Error(`the graph at ${at} is not whole: ${JSON.stringify(graph.missing)}`);
  const steps = [...(answer.headers.get('server-timing') ?? '').matchAll(/\w+;dur=([\d.]+)/g)];
  if (steps.length === 0) throw new Error('the graph came without Server-Timing');
  return steps.reduce((total, [, took]) => total + Number(took), 0);
}
