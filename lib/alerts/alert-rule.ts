import { z } from 'zod';

/** An alerting rule as Prometheus reads it: https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
export const alertRule = z.object({
  alert: z.string(),
  expr: z.string(),
  /** How long the expression must hold, as Prometheus writes durations. */
  for: z.string(),
  /** Values are Go templates, as those of `annotations` are. */
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
});
export type AlertRule = z.infer<typeof alertRule>;

/** What an alert is about: requests that end in the one way that the symptom names, any that fail, slow ones, or none at all. */
export const alertAbouts = ['outcome', 'errors', 'slow', 'stopped'] as const;
export type AlertAbout = (typeof alertAbouts)[number];

/** `critical` wakes somebody at once and holds what fails; `warning` takes its time and holds what is degraded. */
export const alertSeverities = ['critical', 'warning'] as const;
export type AlertSeverity = (typeof alertSeverities)[number];
