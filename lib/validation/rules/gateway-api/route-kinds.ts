import type { BackendRef, K8sRoute } from '#lib/istio/gateway-api-types.ts';

/** The kinds of route that the rules of this folder read. */
export const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'] as const;

/** The backends of a route, those of mirrors too, and where each stands. */
export function* backendsOf({ spec }: K8sRoute): Generator<readonly [path: string, backend: BackendRef]> {
  for (const [i, { backendRefs = [], filters = [] }] of (spec?.rules ?? []).entries()) {
    for (const [j, backend] of backendRefs.entries()) yield [`spec.rules[${i}].backendRefs[${j}]`, backend];
    for (const [j, { requestMirror }] of filters.entries()) {
      const path = `spec.rules[${i}].filters[${j}].requestMirror.backendRef`;
      if (requestMirror?.backendRef !== undefined) yield [path, requestMirror.backendRef];
    }
  }
}

/** Whether a reference is to a Service; some write the core group as `core`. */
export const isService = ({ group, kind }: { readonly group?: string; readonly kind?: string }): boolean =>
  kind === 'Service' && (group === undefined || group === '' || group === 'core');
