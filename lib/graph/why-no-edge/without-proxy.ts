import { effectivePeerAuthentication } from '#lib/mesh/effective-peer-authentication.ts';
import type { GraphEdge } from '../model.ts';
import type { Evidence, Reason } from './reason.ts';
import { isBare, isMeshed, type Party, type Situation } from './situation.ts';

/** Who has no proxy reports nothing, and is not known to those it calls. */
export function withoutProxy(situation: Situation): readonly Reason[] {
  const { from, to } = situation;
  const reasons: Reason[] = [from, to].flatMap(hostNetwork);
  if (isBare(from) && isBare(to)) {
    const evidence = [noProxy(from), noProxy(to)];
    return [...reasons, { code: 'nobody-reports', certainty: 'certain', args: {}, evidence }];
  }
  const unknown = fromUnknown(situation);
  if (isBare(from)) {
    const evidence = [noProxy(from), ...unknown];
    reasons.push({ code: 'caller-without-proxy', certainty: 'certain', args: {}, evidence });
    reasons.push(...strict(to));
  } else if (isMeshed(from) && unknown.length > 0) {
    reasons.push({ code: 'caller-not-known', certainty: 'possible', args: {}, evidence: unknown });
  }
  return reasons;
}

const noProxy = ({ name, workload }: Party): Evidence => ({
  text: `Pods of ${name} have no proxy`,
  ...(workload?.object == null ? {} : { object: workload.object }),
});

function fromUnknown({ graph, nodes, to }: Situation): readonly Evidence[] {
  const isUnknown = ({ source, target }: GraphEdge) =>
    target === to.node.id && nodes.get(source)?.kind === 'unknown';
  const edges = graph.edges.filter(isUnknown).map(({ id }) => id);
  return edges.length === 0
    ? []
    : [{ text: `${to.name} reports requests from callers without a name`, edges }];
}

function strict({ cluster, workload, node }: Party): readonly Reason[] {
  if (cluster === null || workload === null || node.namespace === null) return [];
  const subject = { namespace: node.namespace, labels: workload.labels };
  const { mode, object, path } = effectivePeerAuthentication(cluster, subject, null);
  if (mode !== 'STRICT') return [];
  const evidence = object === null ? [] : [{ text: 'Its mode is STRICT', object, path }];
  return [{ code: 'strict-mtls', certainty: 'likely', args: {}, evidence }];
}

function hostNetwork({ pods, name, workload }: Party): readonly Reason[] {
  const those = pods.filter(({ spec }) => spec?.hostNetwork === true);
  if (those.length === 0) return [];
  const evidence = [
    {
      text: `${those.length} of ${pods.length} pods use hostNetwork`,
      ...(workload?.object == null
        ? {}
        : { object: workload.object, path: 'spec.template.spec.hostNetwork' }),
    },
  ];
  const certainty = those.length === pods.length ? 'certain' : 'possible';
  return [{ code: 'host-network', certainty, args: { who: name }, evidence }];
}
