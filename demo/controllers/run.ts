import type { Discovery } from '#demo/kube-client/discovery.ts';
import type { Change, Informer } from '#demo/kube-client/informer.ts';
import type { KubeClient } from '#demo/kube-client/kube-client.ts';
import type { RawObject } from '#demo/kube-client/raw-object.ts';
import { controllerUid, type Pod, selects } from './model.ts';
import { nodeObjects } from './nodes.ts';
import { createReconcilers } from './reconcilers.ts';
import { send } from './send.ts';
import { createWorkQueue } from './work-queue.ts';
import { type World, watchWorld } from './world.ts';

export interface Controllers {
  readonly world: World;
  /** Resolves when these Deployments (`namespace/name`) are known and everything is reconciled. */
  settled(deployments?: Iterable<string>): Promise<void>;
}

export interface ControllersOptions {
  readonly client: KubeClient;
  readonly discovery: Discovery;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly onError: (error: unknown, what: string) => void;
}

const concurrency = 16;

/** Priorities: what makes pods goes before what reports on them, so that reports are written once. */
const order = { node: 0, pod: 0, account: 1, deployment: 1, set: 2, service: 3 } as const;
type Work = keyof typeof order;

/**
 * Runs the controllers and kubelets that the demo's cluster has not, as clients of its API: Deployments become
 * ReplicaSets and Pods, Pods run, Services get endpoints. Starts the demo's nodes. Ends with `signal`.
 */
export async function startControllers(options: ControllersOptions): Promise<Controllers> {
  const { client, signal } = options;
  const onError = (error: unknown) => options.onError(error, 'watch');
  const world = await watchWorld(client, options.discovery, { signal, onError });
  const reconcilers = createReconcilers(world, options.clock);
  const queue = createWorkQueue({
    concurrency,
    signal,
    onError: options.onError,
    async work(key) {
      const [kind = '', name = ''] = split(key);
      for (const write of reconcilers(kind, name)) await send(client, world, write);
    },
  });
  const ask = (work: Work, key: string) => queue.add(`${work} ${key}`, order[work]);
  for (const object of nodeObjects()) {
    await send(client, world, { verb: 'create', kind: 'Node', manager: 'kubelet', object });
  }
  connect(world, ask);
  return {
    world,
    async settled(deployments = []) {
      for (const key of deployments) {
        while (!world.deployments.objects.has(key) && !signal.aborted) {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
      await queue.idle(100);
    },
  };
}

const split = (key: string): [string, string] => {
  const space = key.indexOf(' ');
  return [key.slice(0, space), key.slice(space + 1)];
};

/** Which change asks for which work. */
function connect(world: World, ask: (work: Work, key: string) => void): void {
  const keyByUid = new Map<string, string>();
  const each = <T extends RawObject>(informer: Informer<T>, listener: (change: Change<T>) => void) => {
    for (const [key, after] of informer.objects) listener({ key, before: null, after });
    informer.subscribe(listener);
  };
  const remember = ({ key, after }: Change<RawObject>) => {
    if (after !== null) keyByUid.set(after.metadata.uid, key);
  };
  const askOwner = (work: Work, { before, after }: Change<RawObject>) => {
    const owner = controllerUid(after ?? before ?? nobody);
    const key = owner === null ? undefined : keyByUid.get(owner);
    if (key !== undefined) ask(work, key);
  };
  each(world.namespaces, ({ key }) => ask('account', key));
  each(world.nodes, ({ key }) => ask('node', key));
  each(world.deployments, (change) => {
    remember(change);
    ask('deployment', change.key);
    const { uid } = (change.after ?? change.before ?? nobody).metadata;
    if (change.after === null) for (const set of world.setsOf.get(uid)) ask('set', keyOfObject(set));
  });
  each(world.replicaSets, (change) => {
    remember(change);
    ask('set', change.key);
    askOwner('deployment', change);
    const { uid } = (change.after ?? change.before ?? nobody).metadata;
    if (change.after === null) for (const pod of world.podsOf.get(uid)) ask('pod', keyOfObject(pod));
  });
  each(world.services, (change) => {
    ask('service', change.key);
  });
  each(world.slices, ({ after, before }) => {
    const object = after ?? before ?? nobody;
    const service = object.metadata.labels?.['kubernetes.io/service-name'];
    if (service !== undefined) ask('service', `${object.metadata.namespace ?? ''}/${service}`);
  });
  each(world.pods, (change) => {
    ask('pod', change.key);
    askOwner('set', change);
    for (const key of servicesOf(world, change)) ask('service', key);
  });
}

const nobody: RawObject = { metadata: { name: '', uid: '', resourceVersion: '' } };

const keyOfObject = (object: RawObject): string =>
  `${object.metadata.namespace ?? ''}/${object.metadata.name}`;

/** The Services whose endpoints a change of a pod may move: those that select it now or did before. */
function servicesOf(world: World, { before, after }: Change<Pod>): string[] {
  const namespace = (after ?? before)?.metadata.namespace ?? '';
  return world.servicesIn
    .get(namespace)
    .filter((service) =>
      [before, after].some((pod) => pod !== null && selects(service.spec.selector, pod.metadata.labels)),
    )
    .map(keyOfObject);
}
