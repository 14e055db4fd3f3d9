import { labelsText } from '#lib/k8s/labels-text.ts';
import { selectPods } from '#lib/mesh/select-pods.ts';
import { servicesSelecting } from '#lib/mesh/services-selecting.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule } from '../../rule.ts';

/** A Gateway that listens on a port which no Service of its pods leads to (gateway.IngressGatewayPortAnalyzer). */
export const portNotOnService = objectRule({
  name: 'gateway/port-not-on-service',
  codes: ['IST0162'],
  kind: 'Gateway',
  reads: ['Pod', 'Service'],
  *remarks(gateway, cluster) {
    const selector = gateway.spec?.selector ?? {};
    const open = portsOfServices(cluster, selector);
    if (open === null) return;
    for (const [i, { port }] of (gateway.spec?.servers ?? []).entries()) {
      if (port?.number === undefined || open.has(port.number)) continue;
      const args = { port: String(port.number), selector: labelsText(selector) };
      yield { code: 'IST0162', path: `spec.servers[${i}].port.number`, args };
    }
  },
});

/** Ports by which Services lead to the selected pods; null where no pod is selected. */
function portsOfServices(
  cluster: ClusterSnapshot,
  selector: Readonly<Record<string, string>>,
): ReadonlySet<number> | null {
  const open = new Set<number>();
  let pods = 0;
  for (const pod of selectPods(cluster, selector)) {
    pods++;
    const { namespace = '', labels = {} } = pod.metadata;
    for (const { spec } of servicesSelecting(cluster, namespace, labels)) {
      for (const { port, targetPort, protocol = 'TCP' } of spec?.ports ?? []) {
        // A Gateway may name the port of the Service, which Istio translates, or the one that the Service sends to.
        if (protocol !== 'TCP') continue;
        open.add(port);
        if (typeof targetPort === 'number') open.add(targetPort);
      }
    }
  }
  return pods === 0 ? null : open;
}
