import { parse } from 'yaml';
import { z } from 'zod';
import type { ConfigMap } from '#lib/k8s/workload-types.ts';
import { derive } from './derive.ts';
import { objectAt, objects } from './objects.ts';
import type { ClusterSnapshot } from './snapshot.ts';

const visibility = z.array(z.string()).min(1).catch(['*']);

/** What Weft reads of Istio's MeshConfig, with the defaults that istiod takes. Unknown or malformed fields take the default. */
const meshConfig = z.object({
  rootNamespace: z.string().min(1).catch('istio-system'),
  trustDomain: z.string().min(1).catch('cluster.local'),
  trustDomainAliases: z.array(z.string()).catch([]),
  outboundTrafficPolicy: z
    .object({ mode: z.enum(['ALLOW_ANY', 'REGISTRY_ONLY']).catch('ALLOW_ANY') })
    .catch({ mode: 'ALLOW_ANY' }),
  enableAutoMtls: z.boolean().catch(true),
  defaultServiceExportTo: visibility,
  defaultVirtualServiceExportTo: visibility,
  defaultDestinationRuleExportTo: visibility,
  /** Null where it is not written: on, by default. */
  localityLbSetting: z
    .object({
      enabled: z.boolean().optional().catch(undefined),
      distribute: z
        .array(z.object({ from: z.string().optional(), to: z.record(z.string(), z.number()).optional() }))
        .optional()
        .catch(undefined),
      failover: z
        .array(z.object({ from: z.string().optional(), to: z.string().optional() }))
        .optional()
        .catch(undefined),
      failoverPriority: z.array(z.string()).optional().catch(undefined),
    })
    .nullable()
    .catch(null),
  defaultConfig: z
    .object({
      proxyMetadata: z.record(z.string(), z.string()).catch({}),
      image: z.object({ imageType: z.string().catch('') }).catch({ imageType: '' }),
    })
    .catch({ proxyMetadata: {}, image: { imageType: '' } }),
  /** Where proxies log requests that no Telemetry speaks of; empty, which is the default, for nowhere. */
  accessLogFile: z.string().catch(''),
  accessLogEncoding: z.enum(['TEXT', 'JSON']).catch('TEXT'),
  /** Empty for Istio's own. */
  accessLogFormat: z.string().catch(''),
  /** Names of the providers that are used where an object names none. */
  defaultProviders: z.object({ accessLogging: z.array(z.string()).catch([]) }).catch({ accessLogging: [] }),
  /** Each with its name and one more key that says of what kind it is. */
  extensionProviders: z.array(z.looseObject({ name: z.string() })).catch([]),
});
export type MeshConfig = z.infer<typeof meshConfig>;

export const defaultMeshConfig: MeshConfig = meshConfig.parse({});

/** The mesh configuration of a cluster: ConfigMap `istio` before `istio-<revision>`; defaults where none can be read. */
export const meshConfigOf: (cluster: ClusterSnapshot) => MeshConfig = derive(['ConfigMap'], (cluster) => {
  return readConfig(istioMap(cluster, 'mesh'));
});

/** The mesh configuration of each revision, `default` for that of none. */
const byRevision = derive(
  ['ConfigMap'],
  (cluster) =>
    new Map(
      [...objects(cluster, 'ConfigMap')]
        .filter((map) => map.data?.mesh !== undefined && /^istio(-|$)/.test(map.metadata.name))
        .map((map) => [map.metadata.name.replace(/^istio-?/, '') || 'default', readConfig(map)]),
    ),
);

/**
 * The mesh configuration that holds in a namespace: where there are several control planes its label `istio.io/rev` says
 * whose it is. Reads Namespace beside ConfigMap.
 */
export function meshConfigFor(cluster: ClusterSnapshot, namespace: string): MeshConfig {
  const all = byRevision(cluster);
  if (all.size < 2) return meshConfigOf(cluster);
  const revision = objectAt(cluster, 'Namespace', '', namespace)?.metadata.labels?.['istio.io/rev'];
  return all.get(revision ?? 'default') ?? meshConfigOf(cluster);
}

/** The trust domains of a cluster's control planes, with their aliases. */
export const trustDomainsOf: (cluster: ClusterSnapshot) => ReadonlySet<string> = derive(
  ['ConfigMap'],
  (cluster) =>
    new Set(
      [meshConfigOf(cluster), ...byRevision(cluster).values()].flatMap((config) => [
        config.trustDomain,
        ...config.trustDomainAliases,
      ]),
    ),
);

function readConfig(map: ConfigMap | null): MeshConfig {
  const parsed = meshConfig.safeParse(map === null ? {} : parsedData(map, 'mesh'));
  return parsed.success ? parsed.data : defaultMeshConfig;
}

const meshNetworks = z.object({
  networks: z
    .record(
      z.string(),
      z.object({ endpoints: z.array(z.object({ fromRegistry: z.string().optional() })).catch([]) }),
    )
    .catch({}),
});
export type MeshNetworks = z.infer<typeof meshNetworks>;

/** The networks that the mesh configuration names, and the ConfigMap that holds them; null where there are none. */
export function meshNetworksOf(
  cluster: ClusterSnapshot,
): { readonly map: ConfigMap; readonly networks: MeshNetworks['networks'] } | null {
  const map = istioMap(cluster, 'meshNetworks');
  const parsed = meshNetworks.safeParse(map === null ? null : parsedData(map, 'meshNetworks'));
  return map === null || !parsed.success ? null : { map, networks: parsed.data.networks };
}

function istioMap(cluster: ClusterSnapshot, key: string): ConfigMap | null {
  const maps = [...objects(cluster, 'ConfigMap')]
    .filter((map) => map.data?.[key] !== undefined && /^istio(-|$)/.test(map.metadata.name))
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  return maps[0] ?? null;
}

/** What a key holds; null for YAML that istiod cannot read either: it keeps its defaults, so do we. */
function parsedData(map: ConfigMap, key: string): unknown {
  try {
    return parse(map.data?.[key] ?? '');
  } catch {
    return null;
  }
}
