import { randomBytes } from 'node:crypto';
import { expect, vi } from 'vitest';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { ChangePlan } from '#lib/edit/change-plan.ts';
import { shiftWeights } from '#lib/edit/split/shift-weights.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import type { RunningKubeSource } from '#server/kube/source.ts';
import { connectTestCluster, type TestCluster, viewerWith } from '#server/kube/testing/real-cluster.ts';
import { never } from '#server/testing/never.ts';

/** Where VirtualServices of `shop` are created; a name below it is one of them. */
export const routesPath = '/apis/networking.istio.io/v1beta1/namespaces/shop/virtualservices';

/** A VirtualService of namespace `shop` on the test cluster, under a name that no other test has. */
export interface OwnRoute {
  readonly cluster: TestCluster;
  readonly name: string;
  readonly ref: ObjectRef;
  readonly path: string;
  objectOf(spec: object, annotations?: Readonly<Record<string, string>>): KubeObject;
  create(spec: object, annotations?: Readonly<Record<string, string>>): Promise<void>;
  /** Whether it is there or not. */
  remove(): Promise<void>;
  /** A source that knows how VirtualServices are served already. */
  startSource(): Promise<RunningKubeSource>;
  /** The object as the API server has it now. */
  live(source: RunningKubeSource): Promise<KubeObject>;
  /** The plan that gives the destinations of its first rule these weights. */
  shift(source: RunningKubeSource, weights: readonly number[]): Promise<ChangePlan>;
}

/** `file` is the kubeconfig that WEFT_TEST_KUBECONFIG names; `of` a word for what is tested. */
export function ownRoute(file: string | undefined, of: string): OwnRoute {
  const cluster = connectTestCluster(file);
  const name = `weft-${of}-${randomBytes(3).toString('hex')}`;
  const ref = refTo('VirtualService', name);
  const route: OwnRoute = {
    cluster,
    name,
    ref,
    path: `${routesPath}/${name}`,
    objectOf: (spec, annotations) => ({
      apiVersion: 'networking.istio.io/v1beta1',
      kind: 'VirtualService',
      metadata: { name, namespace: 'shop', ...(annotations && { annotations }) },
      spec,
    }),
    create: (spec, annotations) => cluster.create(routesPath, route.objectOf(spec, annotations)),
    remove: () => cluster.remove(route.path).catch(() => undefined),
    startSource: async () => {
      const source = cluster.startSource();
      await knowsRoutes(source);
      return source;
    },
    live: async (source) => (await source.read(ref, viewerWith(null), never)).object,
    shift: async (source, weights) => {
      const plan = shiftWeights(ref, await route.live(source), { rule: 'http/0', weights });
      if (!plan.ok) throw new Error(plan.error);
      return plan.value;
    },
  };
  return route;
}

/** Resolves when a source knows how VirtualServices are served. */
export async function knowsRoutes(source: RunningKubeSource): Promise<void> {
  await vi.waitFor(() => expect(source.served('VirtualService')).not.toBeNull(), 20_000);
}
