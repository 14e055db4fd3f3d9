import type { AlertAbout, AlertSeverity } from '#lib/alerts/alert-rule.ts';

/** What an alert is about, as it is chosen. */
export const aboutWords: Readonly<Record<AlertAbout, string>> = {
  outcome: 'what fails now',
  errors: 'any errors',
  slow: 'slow requests',
  stopped: 'traffic that stops',
};

export const severityWords: Readonly<Record<AlertSeverity, string>> = {
  critical: 'critical: wakes somebody',
  warning: 'warning: slower, stricter',
};

/** What was chosen where nothing was said: by what the cluster defines. */
export const formWords = { operator: 'PrometheusRule object', file: 'rule file' } as const;
