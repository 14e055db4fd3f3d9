import { z } from 'zod';
import { type RawObject, rawObject } from '#demo/kube-client/raw-object.ts';

const labels = z.record(z.string(), z.string());
const metadataOf = rawObject.shape.metadata;

const containerPort = z.looseObject({
  name: z.string().optional(),
  containerPort: z.number(),
  protocol: z.string().optional(),
});
const container = z.looseObject({
  name: z.string(),
  image: z.string().default(''),
  ports: z.array(containerPort).optional(),
});
export type Container = z.infer<typeof container>;

const podSpec = z.looseObject({
  nodeName: z.string().optional(),
  serviceAccountName: z.string().optional(),
  hostNetwork: z.boolean().optional(),
  containers: z.array(container),
  initContainers: z.array(container).optional(),
});

export const podTemplate = z.looseObject({
  metadata: z
    .looseObject({ labels: labels.optional(), annotations: z.record(z.string(), z.string()).optional() })
    .default({}),
  spec: podSpec,
});
export type PodTemplate = z.infer<typeof podTemplate>;

const selector = z.looseObject({ matchLabels: labels.default({}) });
const condition = z.looseObject({ type: z.string(), status: z.string() });

export const deployment = rawObject.extend({
  spec: z.looseObject({
    replicas: z.number().default(1),
    paused: z.boolean().default(false),
    revisionHistoryLimit: z.number().default(10),
    selector,
    strategy: z
      .looseObject({
        type: z.string().default('RollingUpdate'),
        rollingUpdate: z
          .looseObject({
            maxSurge: z.union([z.string(), z.number()]).default('25%'),
            maxUnavailable: z.union([z.string(), z.number()]).default('25%'),
          })
          .nullish(),
      })
      .default({ type: 'RollingUpdate' }),
    template: podTemplate,
  }),
  status: z
    .looseObject({ observedGeneration: z.number().optional(), conditions: z.array(condition).optional() })
    .optional(),
});
export type Deployment = z.infer<typeof deployment>;

export const replicaSet = rawObject.extend({
  spec: z.looseObject({
    replicas: z.number().default(1),
    selector,
    template: podTemplate,
  }),
  status: z
    .looseObject({
      replicas: z.number().default(0),
      readyReplicas: z.number().default(0),
      availableReplicas: z.number().default(0),
      fullyLabeledReplicas: z.number().default(0),
      observedGeneration: z.number().optional(),
    })
    .optional(),
});
export type ReplicaSet = z.infer<typeof replicaSet>;

export const pod = rawObject.extend({
  spec: podSpec,
  status: z
    .looseObject({
      phase: z.string().optional(),
      podIP: z.string().optional(),
      startTime: z.string().optional(),
      conditions: z.array(condition).optional(),
    })
    .optional(),
});
export type Pod = z.infer<typeof pod>;

const servicePort = z.looseObject({
  name: z.string().optional(),
  port: z.number(),
  protocol: z.string().default('TCP'),
  appProtocol: z.string().optional(),
  targetPort: z.union([z.string(), z.number()]).optional(),
});
export const service = rawObject.extend({
  spec: z.looseObject({
    type: z.string().default('ClusterIP'),
    clusterIP: z.string().optional(),
    selector: labels.optional(),
    publishNotReadyAddresses: z.boolean().default(false),
    ports: z.array(servicePort).default([]),
  }),
  status: z
    .looseObject({
      loadBalancer: z.looseObject({ ingress: z.array(z.unknown()).optional() }).optional(),
    })
    .optional(),
});
export type Service = z.infer<typeof service>;
export type ServicePort = Service['spec']['ports'][number];

export const endpointSlice = rawObject.extend({
  addressType: z.string(),
  endpoints: z.array(z.unknown()).nullish(),
  ports: z.array(z.unknown()).nullish(),
});
export type EndpointSlice = z.infer<typeof endpointSlice>;

export const namespace = rawObject.extend({ metadata: metadataOf });
export type Namespace = z.infer<typeof namespace>;

export const node = rawObject.extend({
  spec: z.looseObject({ taints: z.array(z.looseObject({ key: z.string() })).optional() }).optional(),
  status: z.looseObject({ conditions: z.array(condition).optional() }).optional(),
});
export type DemoNode = z.infer<typeof node>;

export const isReady = (object: Pod): boolean =>
  object.metadata.deletionTimestamp === undefined &&
  (object.status?.conditions ?? []).some((c) => c.type === 'Ready' && c.status === 'True');

/** The uid of the controller that owns an object, or null. */
export const controllerUid = (object: RawObject): string | null =>
  (object.metadata.ownerReferences ?? []).find((owner) => owner.controller === true)?.uid ?? null;

/** Whether every pair of the selector is among the labels; an empty selector selects nothing. */
export function selects(
  wanted: Readonly<Record<string, string>> | undefined,
  present: Readonly<Record<string, string>> = {},
): boolean {
  const pairs = Object.entries(wanted ?? {});
  return pairs.length > 0 && pairs.every(([name, value]) => present[name] === value);
}
