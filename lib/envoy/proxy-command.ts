import type { ObjectRef } from '#lib/core/object-ref.ts';
import { shellWord } from '#lib/format/shell-word.ts';
import type { ProxyTab } from '#lib/url/proxy-codec.ts';

/** The command of kubectl or istioctl that shows what a tab shows of a pod. */
export function proxyCommand(
  { namespace, name }: Pick<ObjectRef, 'namespace' | 'name'>,
  tab: ProxyTab,
): string {
  const at = namespace === null ? '' : ` -n ${shellWord(namespace)}`;
  const pod = shellWord(name);
  switch (tab) {
    case 'pod':
      return `kubectl${at} describe pod ${pod}`;
    case 'summary':
      return `kubectl${at} port-forward pod/${pod} 15000`;
    case 'clusters':
    case 'endpoints':
    case 'routes':
      return `istioctl proxy-config ${tab} ${pod}${at}`;
    case 'certificates':
      return `istioctl proxy-config secret ${pod}${at}`;
    case 'sync':
      return `istioctl proxy-status ${pod}${at}`;
  }
}
