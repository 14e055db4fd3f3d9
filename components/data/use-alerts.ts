'use client';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { oncallApi } from '#lib/url/oncall-paths.ts';
import { contracts } from './contracts.ts';
import { useAnswer } from './use-answer.ts';

/** What alerts fire in the same Prometheus, beside the problems that they are about. */
export const useAlerts = (t: TimeSelection) =>
  useAnswer({
    name: 'alerts',
    path: oncallApi.alerts(t),
    contract: () => contracts.alerts().then((c) => c.alertsResponse),
    follows: ['traffic'],
    frozen: t.at !== null,
    kept: true,
  });

/** Where the labels of an alert lead. */
export const useAlert = (labels: Readonly<Record<string, string>>, t: TimeSelection) =>
  useAnswer({
    name: 'alert',
    path: oncallApi.alert(labels, t),
    contract: () => contracts.alerts().then((c) => c.alertResponse),
    follows: [],
    frozen: t.at !== null,
    wanted: Object.keys(labels).length > 0,
  });

interface RuleWanted {
  readonly edge: EdgeId;
  readonly about: string | null;
  readonly severity: string;
  readonly bound: number | null;
  /** Of the object, as kubectl writes them; null for none. */
  readonly labels: string | null;
}

/** An alerting rule for an edge: asked for once, for a text that is read and copied should not change. */
export const useAlertRule = (wanted: RuleWanted, t: TimeSelection) =>
  useAnswer({
    name: 'alert-rule',
    path: oncallApi.alertRule({ ...wanted, link: origin() }, t),
    contract: () => contracts.alerts().then((c) => c.alertRuleResponse),
    follows: [],
    kept: true,
    once: true,
  });

const origin = (): string | null => (typeof window === 'undefined' ? null : window.location.origin);
