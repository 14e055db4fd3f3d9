import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const labels = z.record(z.string(), z.string());

const rate = z.object({
  metric: z.string(),
  labels,
  rate: z.number(),
  unrealisable: z.unknown().optional(),
});
export type RateSeries = z.infer<typeof rate>;

const workload = z.looseObject({
  cluster: z.string().optional(),
  namespace: z.string(),
  name: z.string(),
  labels: labels.default({}),
  pods: z.number().default(1),
  sidecar: z.boolean().optional(),
  ambient: z.boolean().optional(),
  isGateway: z.boolean().optional(),
  isWaypoint: z.boolean().optional(),
  healthRate: z.string().optional(),
  replicas: z
    .object({
      desired: z.number(),
      current: z.number(),
      available: z.number(),
      syncedProxies: z.number().optional(),
    })
    .optional(),
});
export type CaseWorkload = z.infer<typeof workload>;

const named = z.looseObject({ cluster: z.string().optional(), namespace: z.string(), name: z.string() });

const service = named.extend({ labels: labels.optional(), healthRate: z.string().optional() });

const tolerance = z.object({
  code: z.string(),
  protocol: z.string(),
  direction: z.string(),
  degraded: z.number(),
  failure: z.number(),
});
export const healthRate = z.object({
  namespace: z.string().optional(),
  kind: z.string().optional(),
  name: z.string().optional(),
  tolerance: z.array(tolerance),
});
export type HealthRate = z.infer<typeof healthRate>;

const mesh = z.object({
  homeCluster: z.string(),
  namespaces: z.record(z.string(), z.array(z.string())),
  ambientNamespaces: z.array(z.string()).default([]),
  workloads: z.array(workload).default([]),
  services: z.array(service).default([]),
  serviceEntries: z.array(named).default([]),
  destinationRules: z.array(named).default([]),
  virtualServices: z.array(named).default([]),
  workloadEntries: z.array(named.extend({ labels })).default([]),
  defaultServiceExportTo: z.array(z.string()).optional(),
  healthRates: z.array(healthRate).optional(),
});
export type CaseMesh = z.infer<typeof mesh>;

const node = z.object({
  namespace: z.string(),
  cluster: z.string().optional(),
  workload: z.string().optional(),
  app: z.string().optional(),
  version: z.string().optional(),
  service: z.string().optional(),
  aggregate: z.string().optional(),
  aggregateValue: z.string().optional(),
});

const flags = z.object({
  injectServiceNodes: z.boolean(),
  includeIdleEdges: z.boolean(),
  boxBy: z.string(),
  appenders: z.array(z.string()),
  rates: z.object({
    http: z.enum(['requests', 'none']),
    grpc: z.enum(['requests', 'sent', 'received', 'total', 'none']),
    tcp: z.enum(['sent', 'received', 'total', 'none']),
  }),
  ambientTraffic: z.enum(['none', 'total', 'waypoint', 'ztunnel']),
  responseTime: z.string(),
  throughputType: z.enum(['request', 'response']),
  waypoints: z.boolean(),
  queryScope: labels,
});

/** An element as the corpus writes it, or as a view is written down to be compared with it. */
const element = z.record(z.string(), z.unknown());
export type Element = z.infer<typeof element>;

const expectedGraph = z.object({
  nodes: z.array(element),
  edges: z.array(element),
  boxes: z.array(element).default([]),
});
export type WrittenGraph = z.infer<typeof expectedGraph>;

const graphCase = z.object({
  id: z.string(),
  kind: z.string(),
  realisable: z.boolean(),
  quirk: z.string().optional(),
  graphType: z.enum(['workload', 'app', 'versionedApp', 'service']),
  namespaces: z.array(z.string()),
  duration: z.number(),
  queryTime: z.number(),
  node: node.optional(),
  flags,
  mesh,
  series: z.array(rate),
  expected: expectedGraph,
});
export type GraphCase = z.infer<typeof graphCase>;

/** Reads every case of the suite, in the order of their names. Throws where a file is not as the corpus describes it. */
export function readCases(dir: string): readonly GraphCase[] {
  const files = readdirSync(dir).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => {
    const parsed = graphCase.safeParse(JSON.parse(readFileSync(path.join(dir, name), 'utf8')));
    if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  });
}
