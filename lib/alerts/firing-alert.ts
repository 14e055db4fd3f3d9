import { z } from 'zod';
import { epochSeconds } from '#lib/core/units.ts';
import { matches, type NamedQuery, select } from '#lib/prom/promql.ts';
import type { VectorRow } from '#lib/prom/series.ts';

/** An alert as Prometheus tells of it in `ALERTS`. */
export const firingAlert = z.object({
  name: z.string(),
  state: z.enum(['firing', 'pending']),
  severity: z.string().nullable(),
  /** When its expression began to hold; null where `ALERTS_FOR_STATE` does not tell. */
  since: epochSeconds.nullable(),
  /** Those of the alert alone, without name and state. */
  labels: z.record(z.string(), z.string()),
});
export type FiringAlert = z.infer<typeof firingAlert>;

/** What fires and what is about to; where nothing does there is no series. */
export const alertsQuery: NamedQuery = {
  name: 'alerts',
  expr: select('ALERTS', [matches('alertstate', 'firing|pending')]),
};

/** Since when, as Unix time, of the same alerts. */
export const alertsSinceQuery: NamedQuery = { name: 'alerts since', expr: select('ALERTS_FOR_STATE') };

/** So many alerts are told of: where more fire nobody reads them one by one. */
const most = 500;

/** The alerts behind the rows of both queries, firing ones first, then by name. */
export function firingAlerts(
  alerts: readonly VectorRow[],
  since: readonly VectorRow[],
): readonly FiringAlert[] {
  const began = new Map(since.map((row) => [keyOf(row.labels), row.value]));
  const told = alerts.flatMap((row): FiringAlert[] => {
    const { alertname, alertstate, __name__: _, ...labels } = row.labels;
    const state = alertstate === 'firing' || alertstate === 'pending' ? alertstate : null;
    if (alertname === undefined || state === null) return [];
    const moment = epochSeconds.safeParse(Math.floor(began.get(keyOf(row.labels)) ?? Number.NaN));
    const severity = labels.severity ?? null;
    return [
      { name: alertname, state, severity, since: moment.success ? moment.data : null, labels: whole(labels) },
    ];
  });
  return told.sort(byState).slice(0, most);
}

const byState = (a: FiringAlert, b: FiringAlert): number =>
  a.state.localeCompare(b.state) || (a.name < b.name ? -1 : 1);

const whole = (labels: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const keyOf = (labels: VectorRow['labels']): string =>
  Object.entries(labels)
    .filter(([name]) => name !== 'alertstate' && name !== '__name__')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('\n');
