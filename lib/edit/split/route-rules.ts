import { type JsonObject, objectAt, textAt } from '#lib/core/json.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { groupOf } from '#lib/mesh/snapshot-of-objects.ts';
import { jsonOf } from '../object-json.ts';
import { gatewayApiRules } from './gateway-api-rules.ts';
import type { RouteRule } from './route-rule.ts';
import { virtualServiceRules } from './virtual-service-rules.ts';

const gatewayApiKinds = {
  HTTPRoute: 'http',
  GRPCRoute: 'grpc',
  TLSRoute: 'tls',
  TCPRoute: 'tcp',
} as const;
type GatewayApiKind = keyof typeof gatewayApiKinds;

const isGatewayApiKind = (kind: string): kind is GatewayApiKind => Object.hasOwn(gatewayApiKinds, kind);

/**
 * The rules of a route object in the order in which they stand; empty for other kinds. What is out of shape is passed over
 * and keeps its place, so that every index is one of the object as it was read.
 */
export function routeRules(object: KubeObject): readonly RouteRule[] {
  const group = groupOf(object.apiVersion);
  const json = jsonOf(object);
  const spec = objectAt(json, 'spec');
  const namespace = namespaceOf(json);
  if (group === 'networking.istio.io' && object.kind === 'VirtualService')
    return virtualServiceRules(spec, namespace);
  if (group === 'gateway.networking.k8s.io' && isGatewayApiKind(object.kind))
    return gatewayApiRules(spec, namespace, gatewayApiKinds[object.kind]);
  return [];
}

/** The rule of an id, or null where the object has none. */
export const routeRule = (object: KubeObject, id: string): RouteRule | null =>
  routeRules(object).find((rule) => rule.id === id) ?? null;

const namespaceOf = (object: JsonObject): string => textAt(objectAt(object, 'metadata'), 'namespace');
