import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import { objectRule } from '../../rule.ts';

/**
 * A TCP port of a ServiceEntry without addresses: nothing but the port tells its traffic from any other
 * (serviceentry.ProtocolAddressesAnalyzer).
 */
export const tcpPortWithoutAddresses = objectRule({
  name: 'service-entry/tcp-port-without-addresses',
  codes: ['IST0134'],
  kind: 'ServiceEntry',
  reads: ['ConfigMap'],
  *remarks(entry, cluster) {
    const { addresses, hosts = [], ports = [] } = entry.spec ?? {};
    if (addresses !== undefined || (entry.status?.addresses ?? []).length > 0) return;
    if (allocatesAddresses(cluster)) return;
    for (const [i, { number, protocol = '' }] of ports.entries()) {
      if (protocol !== '' && protocol.toUpperCase() !== 'TCP') continue;
      const args = { port: String(number), hosts: hosts.join(', ') };
      yield { code: 'IST0134', path: `spec.ports[${i}]`, args };
    }
  },
});

/** Whether proxies answer DNS themselves and make up addresses for hosts without any. */
function allocatesAddresses(cluster: ClusterSnapshot): boolean {
  const { proxyMetadata } = meshConfigOf(cluster).defaultConfig;
  return (
    proxyMetadata.ISTIO_META_DNS_CAPTURE === 'true' &&
    (proxyMetadata.ISTIO_META_DNS_AUTO_ALLOCATE === 'true' ||
      proxyMetadata.PILOT_ENABLE_IP_AUTOALLOCATE === 'true')
  );
}
