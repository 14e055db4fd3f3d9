import { parse } from 'yaml';
import { z } from 'zod';
import { type ConfigView, objectsOf } from './view.ts';

const visibility = z.array(z.string()).min(1).catch(['*']);

const meshSettings = z.object({
  rootNamespace: z.string().min(1).catch('istio-system'),
  trustDomain: z.string().min(1).catch('cluster.local'),
  enableAutoMtls: z.boolean().catch(true),
  outboundTrafficPolicy: z
    .object({ mode: z.enum(['ALLOW_ANY', 'REGISTRY_ONLY']).catch('ALLOW_ANY') })
    .catch({ mode: 'ALLOW_ANY' }),
  defaultServiceExportTo: visibility,
  defaultVirtualServiceExportTo: visibility,
  defaultDestinationRuleExportTo: visibility,
  defaultHttpRetryPolicy: z
    .object({ attempts: z.number().int().nullable().catch(null) })
    .catch({ attempts: null }),
  extensionProviders: z.array(extensionProvider()).catch([]),
});

function extensionProvider() {
  const service = z.object({ service: z.string(), port: z.number().catch(0) }).optional();
  return z.object({ name: z.string(), envoyExtAuthzHttp: service, envoyExtAuthzGrpc: service });
}

/** What the proxies take from MeshConfig, with istiod's defaults for what is absent. */
export type MeshSettings = z.infer<typeof meshSettings>;

/** The mesh configuration: ConfigMap `istio` before `istio-<revision>`; istiod's defaults where there is none. */
export function readMeshSettings(view: ConfigView): MeshSettings {
  const named = objectsOf(view, 'ConfigMap').filter(
    (map) => map.data?.mesh !== undefined && /^istio(-|$)/.test(map.metadata.name),
  );
  const chosen = named.find((map) => map.metadata.name === 'istio') ?? named[0];
  try {
    return meshSettings.parse(parse(chosen?.data?.mesh ?? '') ?? {});
  } catch {
    // Text that is no YAML: istiod keeps its defaults, so does every proxy.
    return meshSettings.parse({});
  }
}
