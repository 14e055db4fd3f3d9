import type { DestinationRule, TrafficPolicy } from '#lib/istio/networking-types.ts';
import { clientTlsEffect, wideReach } from '#lib/mesh/client-tls.ts';
import {
  type EffectivePeerAuthentication,
  effectivePeerAuthentication,
} from '#lib/mesh/effective-peer-authentication.ts';
import { meshConfigFor } from '#lib/mesh/mesh-config.ts';
import { resolveHost } from '#lib/mesh/resolve-host.ts';
import { selectWorkloads } from '#lib/mesh/select-workloads.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { type Workload, workloadKinds } from '#lib/mesh/workloads.ts';
import { objectRule, type Remark } from '../../rule.ts';

/**
 * A DestinationRule that makes callers send plain text to what demands mutual TLS, or mutual TLS to what has it turned off:
 * either way the connection fails.
 */
export const tlsAgainstPeerAuthentication = objectRule({
  name: 'destination-rule/tls-against-peer-authentication',
  codes: ['WEFT1020', 'WEFT1021'],
  kind: 'DestinationRule',
  reads: ['PeerAuthentication', 'Service', 'ServiceEntry', 'Namespace', 'ConfigMap', ...workloadKinds],
  *remarks(rule, cluster): Generator<Remark> {
    const reach = wideReach(rule);
    if (reach === null) {
      yield* ofService(rule, cluster);
      return;
    }
    if (clientTlsEffect(rule.spec?.trafficPolicy?.tls?.mode) !== 'plain') return;
    const { rootNamespace } = meshConfigFor(cluster, rule.metadata.namespace ?? '');
    const namespace = reach.kind === 'mesh' ? rootNamespace : reach.namespace;
    const demanded = effectivePeerAuthentication(cluster, { namespace, labels: {} }, null);
    if (demanded.mode !== 'STRICT') return;
    const what = reach.kind === 'mesh' || demanded.from === 'mesh' ? 'mesh' : 'namespace';
    const args = { what, host: rule.spec?.host ?? '', by: nameOf(demanded) };
    yield { code: 'WEFT1020', path: 'spec.trafficPolicy.tls.mode', args };
  },
});

/** A rule for one Service is held against each port's policy of the workloads behind it. */
function* ofService({ metadata, spec }: DestinationRule, cluster: ClusterSnapshot): Generator<Remark> {
  const placed = [...placedTls(spec?.trafficPolicy, 'spec.trafficPolicy')];
  const found = placed.length === 0 ? null : resolveHost(cluster, spec?.host ?? '', metadata.namespace ?? '');
  if (found?.kind !== 'service') return;
  const behind = selectWorkloads(cluster, found.namespace, found.service.spec?.selector);
  for (const { path, mode, port } of placed) {
    const effect = clientTlsEffect(mode);
    const wrong = effect === 'plain' ? 'STRICT' : effect === 'mutual' ? 'DISABLE' : null;
    if (wrong === null) continue;
    const refusing = behind
      .map((workload) => demandOf(cluster, workload, port))
      .find((d) => d.mode === wrong);
    if (refusing === undefined) continue;
    const args = { what: 'host', host: spec?.host ?? '', by: nameOf(refusing) };
    yield { code: wrong === 'STRICT' ? 'WEFT1020' : 'WEFT1021', path, args };
  }
}

interface PlacedTls {
  readonly path: string;
  readonly mode: string | undefined;
  readonly port: number | null;
}

function* placedTls(policy: TrafficPolicy | undefined, at: string): Generator<PlacedTls> {
  if (policy?.tls !== undefined) yield { path: `${at}.tls.mode`, mode: policy.tls.mode, port: null };
  for (const [i, { port, tls }] of (policy?.portLevelSettings ?? []).entries()) {
    const path = `${at}.portLevelSettings[${i}].tls.mode`;
    if (tls !== undefined) yield { path, mode: tls.mode, port: port?.number ?? null };
  }
}

const demandOf = (cluster: ClusterSnapshot, workload: Workload, port: number | null) =>
  effectivePeerAuthentication(cluster, workload, port);

const nameOf = ({ object }: EffectivePeerAuthentication): string =>
  object === null ? 'the default' : `PeerAuthentication ${object.namespace ?? ''}/${object.name}`;
