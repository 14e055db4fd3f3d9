import { parse } from 'yaml';
import { z } from 'zod';
import type { ConfigMap } from '#lib/k8s/workload-types.ts';
import { derive } from './derive.ts';
import { objects } from './objects.ts';
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
});
export type MeshConfig = z.infer<typeof meshConfig>;

export const defaultMeshConfig: MeshConfig = meshConfig.parse({});

/** The mesh configuration of a cluster: ConfigMap `istio` before `istio-<revision>`; defaults where none can be read. */
export const meshConfigOf: (cluster: ClusterSnapshot) => MeshConfig = derive(['ConfigMap'], (cluster) => {
  const maps = [...objects(cluster, 'ConfigMap')]
    .filter((map) => map.data?.mesh !== undefined && /^istio(-|$)/.test(map.metadata.name))
    .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  return maps[0] === undefined ? defaultMeshConfig : parseMeshConfig(maps[0]);
});

function parseMeshConfig(map: ConfigMap): MeshConfig {
  try {
    const parsed = meshConfig.safeParse(parse(map.data?.mesh ?? ''));
    return parsed.success ? parsed.data : defaultMeshConfig;
  } catch {
    // YAML that istiod cannot read either: it keeps its defaults, so do we.
    return defaultMeshConfig;
  }
}
