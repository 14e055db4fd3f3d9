import { clusterId } from '#lib/core/ids.ts';
import { perSecond, seconds, share } from '#lib/core/units.ts';
import type { ErrorsSymptom } from '#lib/diagnosis/symptom.ts';
import { toleratedByDefault } from '#lib/graph/decorate/health.ts';
import type { GraphEdge } from '#lib/graph/model.ts';
import { edge, node, type Said } from '#lib/graph/testing/elements.ts';
import type { AlertSubject } from '../alert-subject.ts';

/** The service `namespace/name` as telemetry names it. For tests. */
export function service(path: string): NonNullable<GraphEdge['service']> {
  const [namespace = '', name = ''] = path.split('/');
  const cluster = clusterId.parse('Kubernetes');
  return { cluster, namespace, name, host: `${name}.${namespace}.svc.cluster.local` };
}

/** Errors that the caller's proxy tells of. For tests. */
export const errors = (
  code: string,
  flags: readonly string[] = [],
  more: Partial<ErrorsSymptom> = {},
): ErrorsSymptom => ({
  kind: 'errors',
  outcome: { code, grpcStatus: null, flags: [...flags] },
  madeBy: 'caller-proxy',
  reporter: 'source',
  count: 50,
  errors: 50,
  total: 100,
  share: share.parse(0.5),
  rate: perSecond.parse(1),
  since: null,
  ...more,
});

/** `shop/checkout > shop/payment`, an alert for it with Weft's own tolerances. For tests. */
export function subjectOf(
  path: string,
  more: Partial<AlertSubject> = {},
  said: Said = { count: 100 },
): AlertSubject {
  const [source = '', target = ''] = path.split(' > ');
  return {
    edge: edge(path, said, { service: service(target.replace(/-v\d+$/, '')) }),
    source: node(source),
    target: node(target),
    clusters: false,
    tolerances: { source: toleratedByDefault, target: toleratedByDefault },
    symptom: null,
    scrapeInterval: seconds.parse(15),
    ...more,
  };
}
