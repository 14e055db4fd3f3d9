import type { PodProxyKind } from '#lib/mesh/pod-report.ts';

/** Why a pod has no Envoy that could be asked, and who could; null where it has one. */
export function noEnvoyReason(proxy: PodProxyKind, node: string | null): string | null {
  const where = node === null ? 'its node' : `node ${node}`;
  switch (proxy) {
    case 'none':
      return 'This pod has no proxy: its traffic leaves and arrives without the mesh.';
    case 'ambient':
      return `This pod has no proxy of its own: ztunnel on ${where} carries its traffic. \`istioctl ztunnel-config workloads\` shows what ztunnel knows.`;
    case 'ztunnel':
      return 'This is ztunnel, which is no Envoy and has no such administration. `istioctl ztunnel-config all` shows what it knows.';
    case 'sidecar':
    case 'gateway':
    case 'waypoint':
      return null;
  }
}
