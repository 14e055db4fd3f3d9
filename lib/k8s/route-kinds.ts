const routeKinds: ReadonlySet<string> = new Set([
  'networking.istio.io/VirtualService',
  ...['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'].map((kind) => `gateway.networking.k8s.io/${kind}`),
]);

/** Whether a kind says which destination gets how much: the routes of Istio and of the Gateway API. */
export const isRouteKind = ({ group, kind }: { readonly group: string; readonly kind: string }): boolean =>
  routeKinds.has(`${group}/${kind}`);
