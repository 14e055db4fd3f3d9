import { alertChoices } from '#lib/alerts/alert-choices.ts';
import { conditionExpr } from '#lib/alerts/alert-condition.ts';
import type { AlertAbout, AlertSeverity } from '#lib/alerts/alert-rule.ts';
import type { AlertSubject } from '#lib/alerts/alert-subject.ts';
import { firedIn } from '#lib/alerts/fired-in.ts';
import { latencyBound } from '#lib/alerts/latency-bound.ts';
import { type MadeAlert, makeAlertRule } from '#lib/alerts/make-alert-rule.ts';
import {
  type PrometheusRule,
  prometheusRule,
  prometheusRuleText,
  ruleFileText,
  ruleName,
} from '#lib/alerts/rule-document.ts';
import type { RuleLabels } from '#lib/alerts/rule-labels.ts';
import type { AlertRuleResponse } from '#lib/api/alerts-contract.ts';
import { isWeftError, WeftError } from '#lib/core/error-code.ts';
import type { ClusterId, EdgeId } from '#lib/core/ids.ts';
import { alignToGrid, type TimeSelection } from '#lib/core/time.ts';
import { type EpochSeconds, epochSeconds, seconds } from '#lib/core/units.ts';
import { explain } from '#lib/diagnosis/explain.ts';
import type { Symptom } from '#lib/diagnosis/symptom.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { tolerancesIn } from '#lib/graph/decorate/tolerances.ts';
import { severalClusters } from '#lib/graph/several-clusters.ts';
import { definitionOf } from '#lib/mesh/definition-of.ts';
import { objects } from '#lib/mesh/objects.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { oncallPages } from '#lib/url/oncall-paths.ts';
import type { Context } from '../context.ts';
import { readDiagnosis } from './diagnosis.ts';
import { type LocatedEdge, locateEdge } from './locate-edge.ts';

export type AlertRuleQuery = TimeSelection & {
  readonly edge: EdgeId;
  /** Null for what is wrong now, else for errors. */
  readonly about: AlertAbout | null;
  readonly severity: AlertSeverity;
  /** Milliseconds; null for one that is proposed. */
  readonly bound: number | null;
  /** Of the object, by which a Prometheus chooses its rules. */
  readonly labels: RuleLabels;
  /** Where Weft is, such as `https://weft.example`; null for no link back. */
  readonly link: string | null;
};

/** So long is looked back, in steps of so long; both in seconds. */
const looksBack = 86_400;
const step = seconds.parse(300);

/** An alerting rule for an edge whose ends the viewer may both read. Throws WeftError `not-found`, `forbidden`. */
export async function readAlertRule(ctx: Context, query: AlertRuleQuery): Promise<AlertRuleResponse> {
  const { edge: id, window, at, severity } = query;
  const located = await locateEdge(ctx, { id, window, at });
  const { edge, whole, from, to, graph, snapshot } = located;
  if (edge.id !== whole.id)
    throw new WeftError('forbidden', 'An end of this edge is in a namespace that you may not read.', {
      cure: 'A rule names both ends: ask someone who may read them.',
    });
  const [diagnosis] = (await readDiagnosis(ctx, { edge: id, window, at })).diagnoses;
  const subject = subjectOf(ctx, located, diagnosis?.symptom ?? null);
  const abouts = alertChoices(subject);
  const about = abouts.find((each) => each === query.about) ?? abouts[0] ?? 'errors';
  const bound = query.bound ?? latencyBound(subject, severity);
  const { link } = query;
  const made = makeAlertRule(
    subject,
    {
      about,
      severity,
      bound,
      diagnosis: diagnosis === undefined ? null : explain(diagnosis, { timeZone: 'UTC' }),
      link: link === null ? null : (labels) => new URL(oncallPages.alert(labels), link).href,
      scope: ctx.prom.scope ?? [],
    },
    (expr) => ctx.prom.promql({ name: 'alert rule', expr }),
  );
  const name = ruleName(subject, about);
  const cluster = snapshot.clusters.get(to.cluster) ?? snapshot.clusters.get(from.cluster);
  const object = prometheusRule(name, made.rule, to.namespace ?? from.namespace ?? 'default', query.labels);
  const installed = hasOperator(cluster);
  return {
    source: from,
    target: to,
    about,
    abouts: [...abouts],
    severity,
    bound,
    name,
    operator: prometheusRuleText(object),
    file: ruleFileText(name, made.rule),
    expr: made.rule.expr,
    installed,
    plan: installed === true && cluster !== undefined ? creationOf(object, cluster.id) : null,
    ...(await wouldHaveFired(ctx, made, graph.at)),
  };
}

/** The change that creates the object, to be reviewed as any other is. */
function creationOf(object: PrometheusRule, cluster: ClusterId): ChangePlan {
  const { name, namespace } = object.metadata;
  const ref = { cluster, group: 'monitoring.coreos.com', kind: object.kind, namespace, name };
  return { steps: [{ do: 'create', ref, object: { ...object } }] };
}

const subjectOf = (ctx: Context, located: LocatedEdge, symptom: Symptom | null): AlertSubject => {
  const { whole, from, to, graph, snapshot, reading } = located;
  return {
    edge: whole,
    source: from,
    target: to,
    clusters: severalClusters(graph.nodes),
    tolerances: tolerancesIn(snapshot, ctx.toleranceRules).ofEdge(from, to, whole.service),
    symptom,
    scrapeInterval: reading.scrapeInterval,
  };
};

/** Whether the Prometheus operator is installed; null where no definition can be seen. */
const hasOperator = (cluster: ClusterSnapshot | undefined): boolean | null =>
  cluster === undefined || objects(cluster, 'CustomResourceDefinition').next().done
    ? null
    : definitionOf(cluster, 'monitoring.coreos.com', 'PrometheusRule') !== null;

/** One range query, on a grid, so that all who look at it ask for the same. */
async function wouldHaveFired(
  ctx: Context,
  { condition, windows: { holds } }: MadeAlert,
  at: EpochSeconds,
): Promise<Pick<AlertRuleResponse, 'fired' | 'missing'>> {
  const expr = conditionExpr(condition);
  if (expr === null) return { fired: null, missing: [] };
  const to = alignToGrid(at, step);
  const from = epochSeconds.parse(to - looksBack);
  const query = { name: 'alert rule', expr };
  try {
    const rows = await ctx.prom.range(query, { start: from, end: to, step }, ctx.signal);
    const moments = [
      ...new Set(
        rows.flatMap(({ points }) => points.flatMap(([moment, value]) => (value === null ? [] : [moment]))),
      ),
    ].sort((a, b) => a - b);
    return { fired: { from, to, step, ...firedIn(moments, step, holds, to) }, missing: [] };
  } catch (error) {
    if (ctx.signal.aborted) throw error;
    const reason = isWeftError(error) ? error.message : 'The query failed.';
    return { fired: null, missing: [{ query: query.name, reason }] };
  }
}
