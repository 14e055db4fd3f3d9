import { isReady } from '#lib/k8s/pod-ready.ts';
import { effectiveAuthorization } from '#lib/mesh/effective-authorization.ts';
import { effectiveSidecar, egressOf } from '#lib/mesh/effective-sidecar.ts';
import { objects, refOf } from '#lib/mesh/objects.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { workloadsOfServices } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Reason } from './reason.ts';
import { type CalledService, isMeshed, type Party, type Situation } from './situation.ts';

/** The configuration lets the caller not get to the callee. */
export function reachability(situation: Situation): readonly Reason[] {
  const { from, to, services } = situation;
  return [
    ...[from, to].flatMap(noPods),
    ...egressScope(situation),
    ...services.flatMap((service) => notExported(situation, service)),
    ...services.flatMap((service) => endpoints(to.cluster, service)),
    ...noService(situation),
    ...denied(to),
  ];
}

function noPods({ workload, name }: Party): readonly Reason[] {
  if (workload === null || workload.pods.total > 0) return [];
  const evidence = workload.object === null ? [] : [{ text: 'It has no pods', object: workload.object }];
  return [{ code: 'no-pods', certainty: 'certain', args: { who: name }, evidence }];
}

/** Only where every name of the callee is left out: one that is known suffices for a call. */
function egressScope({ from, services }: Situation): readonly Reason[] {
  const { cluster, workload } = from;
  if (cluster === null || workload === null || !isMeshed(from) || workload.gateway) return [];
  const sidecar = effectiveSidecar(cluster, workload);
  const [first] = services;
  if (sidecar === null || first === undefined) return [];
  if (services.some(({ host, namespace }) => egressOf(sidecar, host, namespace) !== null)) return [];
  const { host, namespace } = first;
  const evidence = [
    {
      text: `The Sidecar of the ${sidecar.from} limits what its proxy knows`,
      object: sidecar.object,
      path: 'spec.egress',
    },
  ];
  return [
    { code: 'egress-scope', certainty: 'likely', args: { host, add: `${namespace}/${host}` }, evidence },
  ];
}

function notExported(
  { from, to }: Situation,
  { host, namespace, service }: CalledService,
): readonly Reason[] {
  const viewer = from.node.namespace;
  if (from.cluster === null || viewer === null || from.cluster.id !== to.cluster?.id) return [];
  if (service === null && to.node.kind !== 'external') return [];
  if (resolveHost(from.cluster, host, namespace, viewer) !== null) return [];
  const object = service === null ? to.node.object : refOf(from.cluster, 'Service', service);
  const evidence = object === null ? [] : [{ text: 'Its exportTo leaves the namespace out', object }];
  return [{ code: 'not-exported', certainty: 'likely', args: { host, namespace: viewer }, evidence }];
}

function endpoints(cluster: ClusterSnapshot | null, called: CalledService): readonly Reason[] {
  const { service, namespace, name } = called;
  const selector = service?.spec?.selector ?? {};
  if (cluster === null || service === null || Object.keys(selector).length === 0) return [];
  const args = { service: `${namespace}/${name}` };
  const object = refOf(cluster, 'Service', service);
  const behind = workloadsOfServices(cluster).get(`${namespace}/${name}`) ?? [];
  if (behind.length === 0) {
    const evidence = [{ text: `No pod has ${selectorText(selector)}`, object, path: 'spec.selector' }];
    return [{ code: 'selects-nothing', certainty: 'certain', args, evidence }];
  }
  if (readyEndpoints(cluster, namespace, name) ?? behind.some(({ pods }) => pods.ready > 0)) return [];
  const pods = behind.reduce((sum, workload) => sum + workload.pods.total, 0);
  const evidence = [{ text: `0 of ${pods} pods are ready`, object }];
  return [{ code: 'no-ready-endpoint', certainty: 'likely', args, evidence }];
}

const selectorText = (selector: Readonly<Record<string, string>>): string =>
  Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');

/** What the service's EndpointSlices say; null where there are none to ask. An endpoint without conditions is ready. */
function readyEndpoints(cluster: ClusterSnapshot, namespace: string, name: string): boolean | null {
  const slices = [...objects(cluster, 'EndpointSlice', namespace)].filter(
    ({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name,
  );
  if (slices.length === 0) return null;
  return slices.some(
    (slice) => slice.endpoints?.some(({ conditions }) => conditions?.ready !== false) === true,
  );
}

function noService({ to, services }: Situation): readonly Reason[] {
  const { workload } = to;
  if (workload === null || services.length > 0 || workload.gateway || workload.waypoint) return [];
  const ready = to.pods.filter(isReady).length;
  const text = `No Service selects its ${to.pods.length} pods (${ready} ready)`;
  const evidence = [{ text, ...(workload.object === null ? {} : { object: workload.object }) }];
  return [{ code: 'no-service', certainty: 'likely', args: {}, evidence }];
}

/** A DENY rule without conditions, or ALLOW policies of which none has a rule. */
function denied({ cluster, workload, node }: Party): readonly Reason[] {
  if (cluster === null || workload === null || node.namespace === null) return [];
  const { policies } = effectiveAuthorization(cluster, {
    namespace: node.namespace,
    labels: workload.labels,
  });
  const rulesOf = (policy: (typeof policies)[number]) => policy.policy.spec?.rules ?? [];
  const denying = policies.filter(
    (policy) => policy.action === 'DENY' && rulesOf(policy).some((rule) => Object.keys(rule).length === 0),
  );
  const allowing = policies.filter(({ action }) => action === 'ALLOW');
  const empty =
    allowing.length > 0 && allowing.every((policy) => rulesOf(policy).length === 0) ? allowing : [];
  const deciding = [...denying, ...empty];
  if (deciding.length === 0) return [];
  const evidence = deciding.map(({ object, action }) => ({
    text: action === 'DENY' ? 'It denies everything' : 'It allows nothing',
    object,
    path: 'spec.rules',
  }));
  return [{ code: 'denied', certainty: 'possible', args: {}, evidence }];
}
