import { behaviourAnnotation } from '#demo/traffic/behaviour.ts';
import type { ConfigView } from '#demo/traffic/config/view.ts';
import { type KindName, kinds } from '#lib/k8s/kinds.ts';
import type { KubeObject } from '#lib/k8s/object.ts';

export interface WorkloadOptions {
  /** Of the pods, beside their behaviour. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly namespace?: string;
  readonly version?: string;
  readonly replicas?: number;
  /** Whether its pods have a proxy. Default true. */
  readonly meshed?: boolean;
  readonly ready?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  readonly serves?: readonly unknown[];
  readonly calls?: readonly unknown[];
  /** Marks another generation of pods: they are other pods. */
  readonly generation?: number;
}

/** A small mesh as objects of the Kubernetes API. Each method returns the builder. */
export interface MeshBuilder {
  /** A Deployment's pods; `name` is the workload, `app` its label. */
  workload(name: string, app: string, options?: WorkloadOptions): MeshBuilder;
  /** A Service over pods with label `app`, its ports named by protocol. */
  service(name: string, ports: Readonly<Record<number, string>>, options?: ServiceOptions): MeshBuilder;
  /** Any other object, by the name the code uses for its kind. */
  object(kind: KindName, name: string, spec: unknown, extra?: ObjectExtra): MeshBuilder;
  view(): ConfigView;
}

export interface ServiceOptions {
  readonly namespace?: string;
  readonly app?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface ObjectExtra {
  readonly namespace?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly createdAt?: string;
  readonly data?: Readonly<Record<string, string>>;
}

const defaultNamespace = 'shop';

export function meshBuilder(): MeshBuilder {
  const objects = new Map<KindName, KubeObject[]>();
  let pods = 0;

  function add(kind: KindName, object: Omit<KubeObject, 'apiVersion' | 'kind'> & { data?: unknown }): void {
    const { group, versions, kind: name } = kinds[kind];
    const apiVersion = group === '' ? (versions[0] ?? '') : `${group}/${versions[0] ?? ''}`;
    const list = objects.get(kind) ?? [];
    objects.set(kind, [...list, { apiVersion, kind: name, ...object }]);
  }

  const builder: MeshBuilder = {
    workload(name, app, options = {}) {
      for (let i = 0; i < (options.replicas ?? 1); i++) {
        pods++;
        add('Pod', podOf(name, app, options, i, `10.0.${Math.floor(pods / 250)}.${(pods % 250) + 1}`));
      }
      return builder;
    },
    service(name, ports, { namespace = defaultNamespace, app = name, labels = {}, annotations = {} } = {}) {
      const spec = {
        selector: { app },
        ports: Object.entries(ports).map(([port, protocol]) => ({
          name: `${protocol}-${port}`,
          port: Number(port),
          targetPort: Number(port),
        })),
      };
      add('Service', { metadata: { name, namespace, labels, annotations }, spec });
      return builder;
    },
    object(kind, name, spec, { namespace = defaultNamespace, annotations, createdAt, data } = {}) {
      const metadata = { name, namespace, annotations, creationTimestamp: createdAt };
      add(kind, { metadata, spec, ...(data === undefined ? {} : { data }) });
      return builder;
    },
    view: () => new Map(objects),
  };
  return builder;
}

function podOf(name: string, app: string, options: WorkloadOptions, index: number, ip: string) {
  const { namespace = defaultNamespace, version, meshed = true, ready = true, generation = 1 } = options;
  const hash = `hash${generation}`;
  const program = { serves: options.serves ?? [], calls: options.calls ?? [] };
  const pod = `${name}-${hash}-${index}`;
  return {
    metadata: {
      name: pod,
      namespace,
      uid: `${namespace}-${pod}`,
      labels: { app, ...(version && { version }), 'pod-template-hash': hash, ...options.labels },
      annotations: { [behaviourAnnotation]: JSON.stringify(program), ...options.annotations },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-${hash}`, uid: name, controller: true },
      ],
    },
    spec: {
      serviceAccountName: app,
      nodeName: 'node-1',
      containers: [{ name: 'app' }, ...(meshed ? [{ name: 'istio-proxy' }] : [])],
    },
    status: {
      phase: 'Running',
      podIP: ip,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  };
}
