import type { Expr, Scope } from '#lib/prom/promql.ts';
import { type Condition, conditionText } from './alert-condition.ts';
import type { AlertAbout, AlertRule, AlertSeverity } from './alert-rule.ts';
import type { AlertSubject } from './alert-subject.ts';
import { alertDescription, alertSummary } from './alert-text.ts';
import { type AlertWindows, alertWindows } from './alert-windows.ts';
import { slowCondition, stoppedCondition } from './changed-condition.ts';
import { edgeLabels } from './edge-labels.ts';
import { errorsCondition, outcomeCondition } from './failing-condition.ts';
import { templateText } from './template-text.ts';

export interface AlertWanted {
  readonly about: AlertAbout;
  readonly severity: AlertSeverity;
  /** Of the 99th percentile, in milliseconds. */
  readonly bound: number;
  /** What the diagnosis says of the edge, null where it says nothing. */
  readonly diagnosis: string | null;
  /** Where Weft is, for the link back; null for none. */
  readonly link: ((labels: Readonly<Record<string, string>>) => string) | null;
  /** What every selector carries: an alert must carry it too, to be told from those of other meshes. */
  readonly scope: Scope;
}

export interface MadeAlert {
  readonly rule: AlertRule;
  readonly condition: Condition;
  readonly windows: AlertWindows;
}

const names: Readonly<Record<AlertAbout, string>> = {
  outcome: 'MeshEdgeErrors',
  errors: 'MeshEdgeErrors',
  slow: 'MeshEdgeSlow',
  stopped: 'MeshEdgeTrafficStopped',
};

/** An alerting rule for an edge. `toText` writes an expression with the scope in its selectors. */
export function makeAlertRule(
  subject: AlertSubject,
  wanted: AlertWanted,
  toText: (expr: Expr) => string,
): MadeAlert {
  const { about, severity, link, scope } = wanted;
  const windows = alertWindows(severity, subject.scrapeInterval);
  const condition = conditionOf(subject, wanted, windows);
  const found = {
    ...Object.fromEntries(scope.map(({ label, value }) => [label, value])),
    ...edgeLabels(subject),
  };
  const labels = { ...found, ...(about === 'outcome' ? outcomeLabels(subject) : {}) };
  const told = { about, severity, bound: wanted.bound, windows };
  const rule: AlertRule = {
    alert: subject.edge.protocol === 'tcp' ? 'MeshEdgeConnectionsFail' : names[about],
    expr: conditionText(condition, toText),
    for: `${about === 'stopped' ? 300 : windows.holds}s`,
    labels: { severity, ...templated(labels) },
    annotations: {
      summary: alertSummary(subject, told),
      description: alertDescription(subject, told, wanted.diagnosis),
      ...(link === null ? {} : { runbook_url: templateText(link(labels)) }),
    },
  };
  return { rule, condition, windows };
}

const templated = (labels: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, templateText(value)]));

function conditionOf(subject: AlertSubject, { about, severity, bound }: AlertWanted, windows: AlertWindows) {
  const { symptom } = subject;
  if (about === 'outcome' && symptom?.kind === 'errors')
    return outcomeCondition(subject, symptom, severity, windows);
  if (about === 'slow') return slowCondition(subject, bound, windows);
  if (about === 'stopped') return stoppedCondition(subject, windows);
  return errorsCondition(subject, severity, windows);
}

function outcomeLabels({ symptom }: AlertSubject): Readonly<Record<string, string>> {
  if (symptom?.kind !== 'errors') return {};
  const { code, flags, grpcStatus } = symptom.outcome;
  return {
    ...(code === '-' || code === '' ? {} : { response_code: code }),
    ...(grpcStatus === null || grpcStatus === '' ? {} : { grpc_response_status: grpcStatus }),
    ...(flags.length === 0 ? {} : { response_flags: flags.join(',') }),
  };
}
