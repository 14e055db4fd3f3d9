import type { z } from 'zod';
import { type behaviour, behaviourAnnotation } from '#demo/traffic/behaviour.ts';
import type { MeshObject } from '../mesh.ts';
import { kubectl } from './origin.ts';

export type BehaviourInput = z.input<typeof behaviour>;
export type Serves = NonNullable<BehaviourInput['serves']>[number];

export interface Version {
  readonly version: string;
  readonly replicas?: number;
  readonly serves?: readonly Serves[];
  readonly calls?: BehaviourInput['calls'];
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface AppInput {
  readonly name: string;
  readonly namespace: string;
  readonly image?: string;
  readonly replicas?: number;
  /** What every version serves and calls, unless the version says otherwise. */
  readonly serves?: readonly Serves[];
  readonly calls?: BehaviourInput['calls'];
  /** One Deployment each, `name-version`; without, one Deployment `name` of version v1. */
  readonly versions?: readonly Version[];
  /** `false`: no proxy, by the label of the pods. */
  readonly inject?: false;
  /** Service account of the pods; one of its own, named like the program, unless told. */
  readonly account?: string;
  /** No Service: nobody calls it. */
  readonly headless?: 'no-service';
}

/** ServiceAccount, Deployments and Service of one program. */
export function app(input: AppInput): MeshObject[] {
  const versions = input.versions ?? [{ version: 'v1' }];
  return [
    ...(input.account === undefined ? [serviceAccount(input.namespace, input.name)] : []),
    ...versions.map((version) => deployment(input, version)),
    ...(input.headless === 'no-service' ? [] : [service(input)]),
  ];
}

/** A ServiceAccount; pods of an app run under that of its name. */
export function serviceAccount(namespace: string, name: string): MeshObject {
  return {
    kind: 'ServiceAccount',
    origin: kubectl,
    body: { metadata: { name, namespace, labels: { app: name } } },
  };
}

/** One Deployment; its pods carry the behaviour of the program. */
export function deployment(input: AppInput, version: Version): MeshObject {
  const serves = version.serves ?? input.serves ?? [];
  const labels = { app: input.name, version: version.version };
  return {
    kind: 'Deployment',
    origin: kubectl,
    body: {
      metadata: {
        name: input.versions === undefined ? input.name : `${input.name}-${version.version}`,
        namespace: input.namespace,
        labels,
      },
      spec: {
        replicas: version.replicas ?? input.replicas ?? 1,
        selector: { matchLabels: labels },
        template: {
          metadata: {
            labels: { ...labels, ...(input.inject === false ? { 'sidecar.istio.io/inject': 'false' } : {}) },
            annotations: {
              ...version.annotations,
              ...behaves({ ...pick(input, version), serves: [...serves] }),
            },
          },
          spec: {
            serviceAccountName: input.account ?? input.name,
            containers: [
              {
                name: input.name.slice(0, 40),
                image: `registry.example/${input.image ?? input.name}:${version.version}`,
                ports: serves.map((port) => ({ name: portName(port), containerPort: port.port })),
                resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '512Mi' } },
              },
            ],
          },
        },
      },
    },
  };
}

const pick = (input: AppInput, version: Version): BehaviourInput => ({
  calls: version.calls ?? input.calls ?? [],
});

/** The annotation that says what the program does. */
export const behaves = (input: BehaviourInput): Record<string, string> => ({
  [behaviourAnnotation]: JSON.stringify(input),
});

const portName = (port: Serves): string => `${port.protocol ?? 'http'}-${port.port}`;

function service(input: AppInput): MeshObject {
  const serves = input.versions?.[0]?.serves ?? input.serves ?? [];
  return {
    kind: 'Service',
    origin: kubectl,
    body: {
      metadata: { name: input.name, namespace: input.namespace, labels: { app: input.name } },
      spec: {
        selector: { app: input.name },
        ports: serves.map((port) => ({ name: portName(port), port: port.port, targetPort: portName(port) })),
      },
    },
  };
}
