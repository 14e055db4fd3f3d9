import { parseAllDocuments } from 'yaml';
import { epochSeconds } from '#lib/core/units.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { kindNameOf, refOf } from '#lib/mesh/objects.ts';
import { overlay } from '#lib/mesh/overlay.ts';
import { groupOf } from '#lib/mesh/snapshot-of-objects.ts';
import { clusterOf, pod } from '#lib/mesh/testing/snapshot-of.ts';
import type { PlanInput, PlannedStep } from '../plan-input.ts';

/** A Service of two versions, each with pods, and the DestinationRule that tells them apart. */
export const cart = ({ v1 = 4, v2 = 1, ready = true } = {}): string => `
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop }
spec: { selector: { app: cart }, ports: [{ port: 80, name: http }] }
${deployment('cart-v1')}${deployment('cart-v2')}
${Array.from({ length: v1 }, (_, index) => pod('shop', 'cart-v1', { app: 'cart', version: 'v1' }, { index })).join('')}
${Array.from({ length: v2 }, (_, index) => pod('shop', 'cart-v2', { app: 'cart', version: 'v2' }, { index, ready })).join('')}
`;

const deployment = (name: string): string => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop }
spec: { template: { metadata: { labels: { app: cart, version: ${name.slice(-2)} } } } }
`;

/** A DestinationRule of cart with these subsets. */
export const subsetsOf = (names: readonly string[], namespace = 'shop'): string => `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: ${namespace} }
spec:
  host: cart.shop.svc.cluster.local
  subsets: ${JSON.stringify(names.map((name) => ({ name, labels: { version: name } })))}
`;

/** A Gateway named edge, whose pods have the label istio=edge. */
export const edgeGateway = `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec: { selector: { istio: edge }, servers: [] }
`;

/** A VirtualService of cart that splits by subset: `{ v1: 90, v2: 10 }`. */
export const splitOf = (weights: Readonly<Record<string, number>>, more = ''): string => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec:
  hosts: [cart]
  ${more}
  http:
    - route: ${JSON.stringify(
      Object.entries(weights).map(([subset, weight]) => ({ destination: { host: 'cart', subset }, weight })),
    )}
`;

const parsed = (yaml: string): readonly KubeObject[] =>
  parseAllDocuments(yaml).flatMap((document) => (document.toJS() as KubeObject | null) ?? []);

interface Written {
  /** What is there and stays. */
  readonly base: string;
  /** Objects as they are, and in the order of the steps as they would be; those that are in one only are created or deleted. */
  readonly before?: string;
  readonly after?: string;
  readonly traffic?: PlanInput['traffic'];
  readonly appeared?: PlanInput['appeared'];
}

/** What a plan is judged by, from YAML. For tests. */
export function planOf({ base, before = '', after = '', traffic = null, appeared = [] }: Written): PlanInput {
  const cluster = clusterOf(base + before);
  const [old, next] = [parsed(before), parsed(after)];
  const named = (list: readonly KubeObject[], one: KubeObject) =>
    list.find(({ kind, metadata }) => kind === one.kind && metadata.name === one.metadata.name) ?? null;
  const steps: PlannedStep[] = [
    ...next.map((object) => ({ before: named(old, object), after: object })),
    ...old
      .filter((object) => named(next, object) === null)
      .map((object) => ({ before: object, after: null })),
  ].map((step) => ({
    ...step,
    do: step.before === null ? 'create' : step.after === null ? 'delete' : 'patch',
    ref: refOf(cluster, kindOf(step.after ?? step.before), step.after ?? step.before),
  }));
  const changes = steps.map(({ after: object, before: was, ref }) =>
    object !== null
      ? ({ do: 'put', object } as const)
      : ({ do: 'remove', kind: kindOf(was), namespace: ref.namespace ?? '', name: ref.name } as const),
  );
  return {
    before: cluster,
    after: overlay(cluster, changes).cluster,
    steps,
    traffic,
    appeared,
    now: epochSeconds.parse(1_763_722_000),
  };
}

function kindOf(object: KubeObject | null) {
  const kind = object === null ? null : kindNameOf(groupOf(object.apiVersion), object.kind);
  if (kind === null) throw new Error('Weft does not read it.');
  return kind;
}
