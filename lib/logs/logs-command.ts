import type { ObjectRef } from '#lib/core/object-ref.ts';

/** The kubectl command that prints the last lines of what the proxies of a workload logged. */
export function logsCommand({ kind, namespace, name }: ObjectRef, tail = 200): string {
  return `kubectl ${namespace === null ? '' : `-n ${namespace} `}logs ${kind.toLowerCase()}/${name} -c istio-proxy --tail=${tail}`;
}
