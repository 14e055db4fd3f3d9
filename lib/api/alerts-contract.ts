import { z } from 'zod';
import { alertAbouts, alertSeverities } from '#lib/alerts/alert-rule.ts';
import { firingAlert } from '#lib/alerts/firing-alert.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { changePlan } from '#lib/edit/change-plan.ts';
import { graphEdge, graphNode } from '#lib/graph/model.ts';

const missing = z.array(z.object({ query: z.string(), reason: z.string() }));

/**
 * GET /api/v1/alert-rule?edge=EDGE[&about=…][&severity=…][&bound=MS][&labels=LABELS][&link=ORIGIN]&window=SECONDS[&at=EPOCH]: an alerting rule for an
 * edge, and how often it would have fired.
 */
export const alertRuleResponse = z.object({
  source: graphNode,
  target: graphNode,
  /** What the rule is about, and what else it could be. */
  about: z.enum(alertAbouts),
  abouts: z.array(z.enum(alertAbouts)),
  severity: z.enum(alertSeverities),
  /** Milliseconds of the 99th percentile that the rule holds, or would. */
  bound: z.number(),
  name: z.string(),
  /** As an object of the Prometheus Operator, and as a file of rules. */
  operator: z.string(),
  file: z.string(),
  expr: z.string(),
  /** Whether the cluster defines the operator's kind; null where definitions are not read. */
  installed: z.boolean().nullable(),
  /** The change that creates the object; null where the cluster is not known to define its kind. */
  plan: changePlan.nullable(),
  /** Over the span that was looked at; null where it could not be asked. */
  fired: z
    .object({
      from: epochSeconds,
      to: epochSeconds,
      step: seconds,
      times: z.number().int(),
      /** Seconds in all. */
      lasted: z.number(),
      /** Whether it would fire at the end. */
      now: z.boolean(),
    })
    .nullable(),
  missing,
});
export type AlertRuleResponse = z.infer<typeof alertRuleResponse>;

/** GET /api/v1/alert?labels=LABELS&window=SECONDS[&at=EPOCH]: where the labels of an alert lead. */
export const alertResponse = z.object({
  at: epochSeconds,
  window: seconds,
  /** The worst first, at most twenty. */
  edges: z.array(graphEdge),
  /** How many there are. */
  total: z.number().int(),
  /** The ends of those edges, and what labels of Kubernetes name. */
  nodes: z.array(graphNode),
  named: z.array(graphNode.shape.id),
  used: z.array(z.string()),
  unmet: z.array(z.string()),
  ignored: z.array(z.string()),
});
export type AlertResponse = z.infer<typeof alertResponse>;

/** GET /api/v1/alerts?window=SECONDS[&at=EPOCH]: what alerts fire in the same Prometheus, beside the problems that they are about. */
export const alertsResponse = z.object({
  at: epochSeconds,
  problems: z.array(z.object({ key: z.string(), alerts: z.array(firingAlert) })),
  /** Alerts that name a place in the mesh where nothing shows. */
  others: z.array(firingAlert),
  missing,
});
export type AlertsResponse = z.infer<typeof alertsResponse>;
