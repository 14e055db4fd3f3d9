import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { ProxyTab } from '#lib/url/proxy-codec.ts';

/** The command of kubectl or istioctl that shows what a tab shows of a pod. */
export function proxyCommand(
  { namespace, name }: Pick<ObjectRef, 'namespace' | 'name'>,
  tab: ProxyTab,
): string {
  const at = namespace === null ? '' : ` -n ${namespace}`;
  switch (tab) {
    case 'pod':
      return `kubectl${at} describe pod ${name}`;
    case 'summary':
      return `kubectl${at} port-forward pod/${name} 15000`;
    case 'clusters':
    case 'endpoints':
    case 'routes':
      return `istioctl proxy-config ${tab} ${name}${at}`;
    case 'certificates':
      return `istioctl proxy-config secret ${name}${at}`;
    case 'sync':
      return `istioctl proxy-status ${name}${at}`;
  }
}
