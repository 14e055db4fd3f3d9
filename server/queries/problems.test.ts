import { expect, test } from 'vitest';
import { type EdgeId, edgeId } from '#lib/core/ids.ts';
import { epochSeconds } from '#lib/core/units.ts';
import { mesh, service, workload } from '#lib/graph/testing/mesh.ts';
import { type Call, failure, sample } from '#lib/graph/testing/traffic.ts';
import type { VectorRow } from '#lib/prom/series.ts';
import type { TrafficReading } from '../prom/source.ts';
import { readDiagnosis } from './diagnosis.ts';
import { readEdge } from './edge.ts';
import { readIncidents } from './incidents.ts';
import { at, contextOf, live } from './testing/context.ts';

const call: Call = { from: 'shop/frontend', to: 'shop/cart', service: 'shop/cart' };
const snapshot = mesh([
  ...workload('shop', 'frontend'),
  ...workload('shop', 'cart'),
  service('shop', 'cart'),
]);
const samples = ['source', 'destination'].flatMap((reporter) => [
  sample('requests', { ...call, reporter }, 10),
  failure({ ...call, reporter }, '500', 5),
]);
const row = (outcome: string, value: number): VectorRow => ({
  labels: failure(call, outcome, value).labels,
  value,
});

const noEdge = edgeId.parse('none');

/** A server that looks again and again at one window, and at what its last moments are each time. */
function server() {
  let now = at;
  let failed: readonly VectorRow[] = [];
  const { ctx } = contextOf({ snapshot, samples });
  const instant: typeof ctx.prom.instant = ({ name }) =>
    Promise.resolve(
      name === 'requests of the last moments'
        ? [row('200', 10)]
        : name === 'errors of the last moments'
          ? failed
          : [],
    );
  const reading = async (): Promise<TrafficReading> => ({
    ...(await ctx.prom.reading(live, ctx.signal)),
    at: now,
  });
  const prom = { ...ctx.prom, instant, reading };
  const never = () => new Promise<void>(() => undefined);
  const own = { ...ctx, prom, clock: { now: () => now * 1000, after: never } };
  const look = async (seconds: number, errors: number) => {
    now = epochSeconds.parse(at + seconds);
    failed = errors > 0 ? [row('500', errors)] : [];
    return (await readIncidents(own, live)).problems;
  };
  return {
    look,
    diagnosed: (edge: EdgeId) => readDiagnosis(own, { ...live, edge }),
    edge: (id: EdgeId) => readEdge(own, { ...live, id }),
  };
}

test('a problem that has ended is told as it was until the window is empty of it', async () => {
  const { look, diagnosed } = server();
  const [first] = await look(0, 5);
  expect(first).toMatchObject({ over: false, diagnosis: { told: true } });
  const [ended, ...others] = await look(30, 0);
  expect(others).toEqual([]);
  expect(ended).toMatchObject({ key: first?.key, over: true, diagnosis: first?.diagnosis });
  expect(await diagnosed(first?.diagnosis.edge ?? noEdge)).toMatchObject({ over: true });
  const [back] = await look(60, 5);
  expect(back).toMatchObject({ key: first?.key, over: false });
  expect(await diagnosed(first?.diagnosis.edge ?? noEdge)).toMatchObject({ over: false });
});

test('an edge that incidents tell of is known to be troubled', async () => {
  const { look, edge } = server();
  const [first] = await look(0, 5);
  const id = first?.diagnosis.edge ?? noEdge;
  expect(await edge(id)).toMatchObject({ troubled: true });
});
