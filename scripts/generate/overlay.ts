import type { JsonSchema } from '../../lib/istio/schema/json-schema.ts';
import type { Overlay } from './overlay-entry.ts';
import { gatewayOverlay } from './overlay-gateway.ts';
import { istioOverlay } from './overlay-istio.ts';
import { kubernetesOverlay } from './overlay-kubernetes.ts';

const overlays: Overlay = { ...kubernetesOverlay, ...gatewayOverlay, ...istioOverlay };

/** Adds to a definition what the tables say of it. Throws on a path that the definition does not have: a stale table. */
export function applyOverlay(name: string, schema: JsonSchema): void {
  for (const [path, extra] of Object.entries(overlays[name] ?? {})) {
    const target = path === '.' ? schema : at(schema, path.split('.'));
    if (!target) throw new Error(`The overlay of ${name} names ${path}, which it does not have`);
    Object.assign(target, extra);
  }
}

function at(schema: JsonSchema | undefined, path: string[]): JsonSchema | undefined {
  const [step, ...rest] = path;
  if (step === undefined || !schema) return schema;
  const next = schema.properties?.[step] ?? schema.items?.properties?.[step];
  return at(next, rest);
}
