import type { z } from 'zod';
import type { findingsResponse, reviewRequest, reviewResponse } from '#lib/api/findings-contract.ts';
import type { fieldResponse, objectResponse, objectsResponse } from '#lib/api/object-contract.ts';

/** A request of an endpoint and its answer, as the OpenAPI document shows them. */
export interface Example {
  /** Search parameters by name. */
  readonly query?: Readonly<Record<string, string>>;
  /** The body of a POST. */
  readonly request?: unknown;
  readonly answer: unknown;
}

const object = {
  cluster: 'Kubernetes',
  group: 'networking.istio.io',
  kind: 'DestinationRule',
  namespace: 'shop',
  name: 'cart-circuit-breaker',
};
/** Seconds since the epoch. */
const changed = 1_772_442_000;
const unknownHost = {
  code: 'IST0174',
  level: 'warning' as const,
  object,
  path: 'spec.host',
  args: { host: 'carts.shop.svc.cluster.local' },
};
const yaml = (host: string, managedFields = '') => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  annotations:
    meta.helm.sh/release-name: shop
${managedFields}  name: cart-circuit-breaker
  namespace: shop
  resourceVersion: "5127"
spec:
  host: ${host}
  trafficPolicy:
    outlierDetection:
      consecutive5xxErrors: 5
`;
const managedFields = `  managedFields:
    - manager: helm
      operation: Update
      time: "2026-03-02T09:00:00Z"
`;
const managedBy = { by: 'helm' as const, name: 'shop' };

/** One story through the endpoints: a rule for a host that nobody has, and the draft that mends it. By path. */
export const examples: Readonly<Record<string, Example>> = {
  '/api/v1/findings': {
    query: { namespaces: 'shop', level: 'error,warning' },
    answer: {
      findings: [{ ...unknownHost, since: changed, node: 'wl/Kubernetes/shop/cart-v1' }],
      counts: { error: 0, warning: 1, info: 0 },
      suppressed: 0,
      watchedSince: changed - 3600,
      unread: [
        {
          cluster: 'Kubernetes',
          kind: 'GatewayClass',
          phase: 'forbidden',
          reason: 'Weft may not list gatewayclasses.',
          since: null,
          only: null,
          checks: 2,
        },
      ],
    } satisfies z.input<typeof findingsResponse>,
  },
  '/api/v1/objects': {
    answer: {
      objects: [
        {
          object,
          findings: { error: 0, warning: 1, info: 0 },
          codes: ['IST0174'],
          managedBy,
          changed,
        },
      ],
      kinds: [
        {
          cluster: 'Kubernetes',
          group: 'networking.istio.io',
          kind: 'DestinationRule',
          phase: 'live',
          reason: null,
        },
      ],
    } satisfies z.input<typeof objectsResponse>,
  },
  '/api/v1/object': {
    query: object,
    answer: {
      object,
      yaml: yaml('carts.shop.svc.cluster.local', managedFields),
      resourceVersion: '5127',
      mayPatch: true,
      findings: [unknownHost],
      managedBy,
      writers: [{ manager: 'helm', operation: 'Update', part: '', at: changed }],
      created: changed - 86_400,
      changed,
      refersTo: [{ path: 'spec.host', what: 'carts.shop.svc.cluster.local', object: null }],
      referredBy: [],
      traffic: { at: changed + 600, window: 300, edges: [], nodes: [], more: 0 },
    } satisfies z.input<typeof objectResponse>,
  },
  '/api/v1/field': {
    query: {
      group: 'networking.istio.io',
      version: 'v1',
      kind: 'DestinationRule',
      path: 'spec.trafficPolicy.outlierDetection.consecutive5xxErrors',
    },
    answer: {
      name: 'consecutive5xxErrors',
      type: 'integer',
      description: 'Number of 5xx errors before a host is ejected from the connection pool.',
      required: false,
      values: [],
      fields: [],
    } satisfies z.input<typeof fieldResponse>,
  },
  '/api/v1/review': {
    request: {
      text: yaml('cart.shop.svc.cluster.local'),
      cluster: 'Kubernetes',
    } satisfies z.input<typeof reviewRequest>,
    answer: {
      objects: [{ object, change: 'changed', line: 1 }],
      problems: [],
      appeared: [],
      gone: [unknownHost],
      kept: [],
    } satisfies z.input<typeof reviewResponse>,
  },
};
