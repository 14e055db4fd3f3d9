import { outcomeText } from '#lib/diagnosis/rows.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { formatShare } from '#lib/format/share.ts';
import type { GraphNode } from '#lib/graph/model.ts';
import type { AlertAbout, AlertSeverity } from './alert-rule.ts';
import type { AlertSubject } from './alert-subject.ts';
import { alertThresholds, shareOfCode } from './alert-thresholds.ts';
import type { AlertWindows } from './alert-windows.ts';
import { judgedBy } from './failing-condition.ts';
import { templateText } from './template-text.ts';

interface Told {
  readonly about: AlertAbout;
  readonly severity: AlertSeverity;
  readonly bound: number;
  readonly windows: AlertWindows;
}

const nameOf = ({ kind, namespace, name }: GraphNode): string =>
  kind === 'workload' || kind === 'service' ? `${name} (${namespace ?? 'unknown'})` : name;

const placeOf = ({ source, target }: AlertSubject): string => `${nameOf(source)} → ${nameOf(target)}`;

/** The template of an alert's one line, with the value that it fires on. */
export function alertSummary(subject: AlertSubject, { about, bound }: Told): string {
  const place = templateText(placeOf(subject));
  const what = subject.edge.protocol === 'tcp' ? 'connections' : 'requests';
  switch (about) {
    case 'outcome':
      return `${place}: {{ $value | humanizePercentage }} of ${what} end with ${templateText(endOf(subject))}`;
    case 'errors':
      return `${place}: {{ $value | humanizePercentage }} of ${what} fail`;
    case 'slow':
      return `${place}: one request in a hundred takes {{ $value | printf "%.0f" }} ms or more, the bound is ${bound} ms`;
    case 'stopped':
      return `${place}: traffic has stopped; an hour before there were {{ $value | printf "%.0f" }} requests in five minutes`;
  }
}

const endOf = ({ symptom }: AlertSubject): string =>
  symptom?.kind === 'errors' ? outcomeText(symptom.outcome) : 'an error';

/** What the rule holds, and what the diagnosis said when it was made, for whoever is woken. */
export function alertDescription(subject: AlertSubject, told: Told, diagnosis: string | null): string {
  const said = diagnosis === null ? '' : ` When this rule was made Weft said: ${diagnosis}`;
  return templateText(`${holds(subject, told)}${said}`);
}

function holds(subject: AlertSubject, { about, severity, bound, windows }: Told): string {
  const span = `${formatSpan(windows.short)} and ${formatSpan(windows.long)}`;
  switch (about) {
    case 'outcome':
    case 'errors': {
      const least = [...new Set(shares(subject, about, severity).map(shareText))].join(' or ');
      return `The share over ${span} is held against what this edge tolerates (${least}).`;
    }
    case 'slow':
      return `The 99th percentile over ${formatSpan(windows.short)} is held against ${bound} ms.`;
    case 'stopped':
      return `Requests of ${formatSpan(windows.short)} are held against a tenth of those an hour before.`;
  }
}

const shareText = (share: number): string => (share === 0 ? 'none' : formatShare(share));

/** The shares that a rule holds: that of the one outcome, or of all codes. */
function shares(
  { edge, tolerances, symptom }: AlertSubject,
  about: AlertAbout,
  severity: AlertSeverity,
): readonly number[] {
  const thresholds = alertThresholds(edge.protocol, tolerances, severity);
  if (about !== 'outcome' || symptom?.kind !== 'errors') return thresholds.map(({ share }) => share);
  return [shareOfCode(thresholds, judgedBy(edge.protocol, symptom.outcome), severity)];
}
