import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { epochSeconds } from '#lib/core/units.ts';
import { controlPlaneCases } from '#lib/diagnosis/cases/control-plane.ts';
import { innocent } from '#lib/diagnosis/cases/innocent.ts';
import { platform } from '#lib/diagnosis/cases/platform.ts';
import { reported } from '#lib/diagnosis/cases/reported.ts';
import { controlPlaneProblems } from '#lib/diagnosis/control-plane-problems.ts';
import { readControlPlane } from '#lib/diagnosis/read-telemetry.ts';
import { seriesOf } from '#lib/diagnosis/testing/series.ts';
import { caseAt, caseWindow, toldOfControl, toldOfSamples } from '#lib/diagnosis/testing/told-by.ts';
import { mesh } from '#lib/graph/testing/mesh.ts';
import { type NamedQuery, toPromql } from '#lib/prom/promql.ts';
import { measureOfRow, meshWide } from '#lib/prom/queries/mesh-wide.ts';
import { parseAnswer } from '#lib/prom/response.ts';
import type { TrafficSample, VectorRow } from '#lib/prom/series.ts';
import { type Prometheus, startPrometheus } from '../kiali-graph/prometheus.ts';

const cases = [...reported, ...innocent, ...platform].map((one, i) => ({ ...one, id: `case-${i}` }));
const control = controlPlaneCases.map((one, i) => ({ ...one, id: `control-${i}` }));
/** Tells the series of one case from those of the others. */
const label = 'weft_case';
const step = 15;
/** Counters that start at 0 would be extrapolated to it; these have counted for long. */
const start = 100_000;

const installed = ['prometheus', 'promtool'].every(
  (program) => spawnSync(program, ['--version']).status === 0,
);
if (!installed)
  console.warn('not run: diagnosis through a real Prometheus, because prometheus is not in PATH');

/** What proxies would have exposed over the window, as OpenMetrics. */
function* openMetrics(): Generator<string> {
  const from = caseAt - caseWindow - 2 * step;
  for (const { calls, id } of cases) {
    for (const call of calls) {
      const [, inner = ''] = /\{(.*)\}/.exec(seriesOf(call)) ?? [];
      // Prometheus drops empty labels; promtool wants none.
      const labels = inner.replaceAll(/\w+="",?/g, '').replace(/,$/, '');
      for (let at = from; at <= caseAt + step; at += step)
        yield `istio_requests_total{${labels},${label}="${id}"} ${start + call.rate * (at - from)} ${at}\n`;
    }
  }
  for (const { series, id } of control) {
    for (const { name, labels = {}, from: first, to } of series) {
      const own = Object.entries({ ...labels, [label]: id }).map(([key, value]) => `${key}="${value}"`);
      for (let at = from; at <= caseAt; at += step) {
        // A counter moves once, in the middle of the window.
        const value = at < caseAt - caseWindow / 2 ? first : to;
        yield `${name}{${own.join(',')}} ${value} ${at}\n`;
      }
    }
  }
  yield '# EOF\n';
}

async function ask(url: string, id: string, query: NamedQuery): Promise<readonly VectorRow[]> {
  const promql = toPromql(query.expr, [{ label, value: id }]);
  const body = new URLSearchParams({ query: promql, time: String(caseAt) });
  const answer = parseAnswer(await (await fetch(`${url}/api/v1/query`, { method: 'POST', body })).json());
  if (!answer.ok) throw new Error(`${promql}: ${JSON.stringify(answer.error)}`);
  return answer.value.vector;
}

async function samplesOf(url: string, id: string): Promise<TrafficSample[]> {
  const rows = await Promise.all(
    meshWide(caseWindow, 'up').map(async ({ measure, query }) => {
      const vector = await ask(url, id, query);
      return vector.flatMap(({ labels, value }): TrafficSample[] =>
        value === null ? [] : [{ measure: measureOfRow(measure, labels), labels, value }],
      );
    }),
  );
  return rows.flat();
}

describe.skipIf(!installed)('diagnosis of series that a real Prometheus holds', () => {
  let prometheus: Prometheus;

  beforeAll(async () => {
    prometheus = await startPrometheus(openMetrics());
  }, 90_000);
  afterAll(() => prometheus?.close());

  test.each(cases)('$what', { timeout: 30_000 }, async ({ objects, others, told, id }) => {
    expect(toldOfSamples({ objects, others, samples: await samplesOf(prometheus.url, id) })).toMatchObject(
      told,
    );
  });

  test.each(control)('$what', { timeout: 30_000 }, async ({ objects, told, id }) => {
    const [cluster] = mesh(objects).clusters.values();
    if (cluster === undefined) throw new Error('a mesh has a cluster');
    const at = epochSeconds.parse(caseAt);
    const now = (query: NamedQuery) => ask(prometheus.url, id, query);
    const telemetry = await readControlPlane({ at, window: caseWindow }, { now });
    expect(toldOfControl(controlPlaneProblems(cluster, telemetry, at))).toEqual(told);
  });
});
