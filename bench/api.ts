import { z } from 'zod';
import { graphResponse } from '#lib/api/graph-contract.ts';
import { type StatusResponse, statusResponse } from '#lib/api/status-contract.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';

/** Weft's status; throws what the server said when it is not a success. */
export const readStatus = async (url: string): Promise<StatusResponse> =>
  statusResponse.parse(await (await get(`${url}/api/v1/status`)).json());

/** The newest graph of a window. */
export async function readGraph(url: string, windowSeconds: number): Promise<TrafficGraph> {
  const answer = await get(`${url}/api/v1/graph?window=${windowSeconds}`);
  return graphResponse.parse(await answer.json()).graph;
}

/** GET that throws unless it succeeds. */
export async function get(url: string): Promise<Response> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`GET ${url}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** Sum of a metric over its label sets, as Weft's own /metrics tells it; `labels` is a text that a series must contain. */
export async function ownMetric(url: string, name: string, labels = ''): Promise<number> {
  const text = await (await get(`${url}/metrics`)).text();
  let total = 0;
  for (const line of text.split('\n')) {
    const [, series, value] = /^(\w+(?:\{[^}]*\})?) (\S+)$/.exec(line) ?? [];
    if (series?.startsWith(name) && /^(\{|$)/.test(series.slice(name.length)) && series.includes(labels))
      total += Number(value);
  }
  return total;
}

const scalarAnswer = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});

/** The first value that a query of Prometheus answers; 0 when it answers none. */
export async function askPrometheus(prometheus: string, query: string): Promise<number> {
  const answer = await get(`${prometheus}/api/v1/query?query=${encodeURIComponent(query)}`);
  return Number(scalarAnswer.parse(await answer.json()).data.result[0]?.value[1] ?? 0);
}
