import { readGraph, readStatus } from './api.ts';
import type { Mesh } from './mesh.ts';
import { referenceSamples } from './reference.ts';
import type { Row } from './row.ts';

/** What one refresh asks of Prometheus: samples touched against the reference set's at the same moment, and how many queries. */
export async function samplesRows({ url, prometheus }: Mesh, window: number): Promise<Row[]> {
  await readGraph(url, window);
  const { queries } = (await readStatus(url)).prometheus;
  const own = queries.filter(
    ({ promql }) => promql.includes(`[${window}s]`) || promql.includes(` ${window}s`),
  );
  const [first] = own;
  if (first === undefined) throw new Error(`no queries of window ${window} were counted`);
  const samples = own.reduce((total, query) => total + (query.samples ?? Number.NaN), 0);
  const limit = await referenceSamples(prometheus, window, first.at);
  return [
    {
      what: `samples per refresh, window ${window} s`,
      measured: thousands(samples),
      limit: `reference ${thousands(limit)}`,
      ratio: samples / limit,
      budget: 1,
    },
    {
      what: `queries per refresh, window ${window} s`,
      measured: String(own.length),
      limit: '8 queries',
      ratio: own.length / 8,
      budget: 1,
    },
  ];
}

const thousands = (value: number): string => `${Math.round(value / 1000)} k`;
