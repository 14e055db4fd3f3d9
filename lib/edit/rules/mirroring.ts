import { isObject, type Json, type JsonObject, listAt, objectAt } from '#lib/core/json.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { formatShare } from '#lib/format/share.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { ChangePlan } from '../change-plan.ts';
import type { LiveObjects } from '../live-objects.ts';
import { setFields } from '../set-fields.ts';
import { gatewayPercent } from '../split/mirror-percent.ts';
import { editRule } from './edit-rule.ts';
import type { RuleTarget } from './rule-target.ts';

/** Where copies go. */
export interface MirrorTo {
  /** A host of Istio, or the name of a Service. */
  readonly host: string;
  /** Of the Service, for an HTTPRoute; null for the route's own. */
  readonly namespace: string | null;
  /** VirtualServices only. */
  readonly subset: string | null;
  /** An HTTPRoute has to name one. */
  readonly port: number | null;
  /** More than 0, at most 100. */
  readonly percent: number;
}

export interface Mirroring {
  readonly target: RuleTarget;
  /** Null takes every mirror of the rule away. */
  readonly mirror: MirrorTo | null;
}

/** The plan that sends copies of what a rule takes elsewhere, or no longer does. The first mirror that there is is replaced. */
export function setMirroring(
  cluster: ClusterSnapshot,
  live: LiveObjects,
  { target, mirror }: Mirroring,
): Result<ChangePlan, string> {
  if (mirror !== null && mirror.host === '') return err('Where the copies go is missing.');
  if (mirror !== null && !(mirror.percent > 0 && mirror.percent <= 100))
    return err('A mirror copies more than 0 and at most 100 percent.');
  return editRule(cluster, live, target, {
    istio: (rule) => ok([mirror === null ? without(rule) : withMirror(rule, mirror)]),
    gatewayApi: (rule) => {
      const filters = listAt(rule, 'filters');
      const at = filters.findIndex(isMirror);
      if (mirror === null) {
        const rest = filters.filter((filter) => !isMirror(filter));
        return ok([setFields(rule, { filters: rest.length === 0 ? null : rest })]);
      }
      if (mirror.subset !== null) return err('An HTTPRoute knows no subsets: mirror to a Service.');
      if (mirror.port === null) return err('An HTTPRoute has to name the port of the Service.');
      const filter = gatewayFilter(filters[at], mirror);
      return ok([{ ...rule, filters: at < 0 ? [...filters, filter] : filters.with(at, filter) }]);
    },
  });
}

const without = (rule: JsonObject): JsonObject =>
  setFields(rule, { mirror: null, mirrors: null, mirrorPercentage: null, mirrorPercent: null });

/** In the form that the rule has: the list where there is one, which alone counts then. */
function withMirror(rule: JsonObject, mirror: MirrorTo): JsonObject {
  const destination = setFields(
    { host: mirror.host },
    {
      subset: mirror.subset,
      port: mirror.port === null ? null : { number: mirror.port },
    },
  );
  const percentage = { value: mirror.percent };
  const list = listAt(rule, 'mirrors');
  if (list.length > 0) return { ...rule, mirrors: list.with(0, { destination, percentage }) };
  return setFields(rule, { mirror: destination, mirrorPercentage: percentage, mirrorPercent: null });
}

const isMirror = (filter: Json | undefined): boolean => isObject(filter) && isObject(filter.requestMirror);

function gatewayFilter(before: Json | undefined, { host, namespace, port, percent }: MirrorTo): JsonObject {
  const written = objectAt(before, 'requestMirror');
  const backendRef = setFields({ name: host }, { namespace, port });
  return { type: 'RequestMirror', requestMirror: { ...gatewayPercent(written, percent), backendRef } };
}

/** What mirroring does in the end. */
export function mirroringSays({
  host,
  subset,
  percent,
}: Pick<MirrorTo, 'host' | 'subset' | 'percent'>): string {
  const to = subset === null ? host : `${host}, subset ${subset}`;
  const share = percent === 100 ? 'Every request is' : `${formatShare(percent / 100)} of requests are`;
  return `${share} sent a second time, to ${to}. The answers are thrown away, but what the copies write is written.`;
}
