import type { DestinationRule } from '#lib/istio/networking-types.ts';
import { matchesLabels } from '#lib/k8s/selector.ts';
import type { Service } from '#lib/k8s/workload-types.ts';
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
import { tlsModes } from './tls-modes.ts';

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
    const effect = clientTlsEffect(rule.spec?.trafficPolicy?.tls?.mode);
    if (effect !== 'plain' && effect !== 'mutual') return;
    const { rootNamespace } = meshConfigFor(cluster, rule.metadata.namespace ?? '');
    const namespace = reach.kind === 'mesh' ? rootNamespace : reach.namespace;
    const demanded = effectivePeerAuthentication(cluster, { namespace, labels: {} }, null);
    if (demanded.mode !== (effect === 'plain' ? 'STRICT' : 'DISABLE')) return;
    const what = effect === 'plain' && demanded.from === 'mesh' ? 'mesh' : reach.kind;
    const args = { what, host: rule.spec?.host ?? '', by: nameOf(demanded) };
    const code = effect === 'plain' ? 'WEFT1020' : 'WEFT1021';
    yield { code, path: 'spec.trafficPolicy.tls.mode', args };
  },
});

/** A rule for one Service is held against each port's policy of the workloads behind it. */
function* ofService(rule: DestinationRule, cluster: ClusterSnapshot): Generator<Remark> {
  const settings = [...tlsModes(rule)];
  const host = rule.spec?.host ?? '';
  const found = settings.length === 0 ? null : resolveHost(cluster, host, rule.metadata.namespace ?? '');
  if (found?.kind !== 'service') return;
  // Nobody demands anything where there is no proxy: plain text is what such a workload needs.
  const behind = selectWorkloads(cluster, found.namespace, found.service.spec?.selector).filter(
    ({ proxy }) => proxy !== 'none',
  );
  for (const { path, mode, port, labels } of settings) {
    const effect = clientTlsEffect(mode);
    const wrong = effect === 'plain' ? 'STRICT' : effect === 'mutual' ? 'DISABLE' : null;
    if (wrong === null) continue;
    const refusing = behind
      .filter((workload) => matchesLabels(labels, workload.labels))
      .flatMap((workload) => demandsOf(cluster, workload, found.service, port))
      .find((d) => d.mode === wrong);
    if (refusing === undefined) continue;
    const args = { what: 'host', host, by: nameOf(refusing) };
    yield { code: wrong === 'STRICT' ? 'WEFT1020' : 'WEFT1021', path, args };
  }
}

/** What a workload demands on a port of its Service, or on all of them: policies name the ports that it listens on. */
function demandsOf(
  cluster: ClusterSnapshot,
  workload: Workload,
  { spec }: Service,
  port: number | null,
): readonly EffectivePeerAuthentication[] {
  const ports = spec?.ports ?? [];
  const asked = ports.filter((each) => port === null || each.port === port);
  const targets = asked.map(({ port: own, targetPort }) =>
    typeof targetPort === 'number' ? targetPort : own,
  );
  return (ports.length === 0 ? [port] : targets).map((target) =>
    effectivePeerAuthentication(cluster, workload, target),
  );
}

const nameOf = ({ object }: EffectivePeerAuthentication): string =>
  object === null ? 'the default' : `PeerAuthentication ${object.namespace ?? ''}/${object.name}`;
