import { type JsonObject, textAt } from '#lib/core/json.ts';
import type { VirtualService } from '#lib/istio/networking-types.ts';
import { unreachableRules } from '#lib/istio/unreachable-rules.ts';

/** What istiod's webhook tells the writer of a VirtualService about rules that no request reaches. */
export function unreachableWarnings(object: JsonObject): string[] {
  if (textAt(object, 'kind') !== 'VirtualService') return [];
  // The API server has checked it by the schema of its kind.
  const { spec = {} } = object as unknown as VirtualService;
  return unreachableRules(spec).map((one) => {
    const place = `spec.${one.protocol}[${one.rule}]`;
    const by = `spec.${one.protocol}[${one.by}]`;
    return one.kind === 'match'
      ? `${place}.match[${one.match}] is never used: ${by} matches what it would`
      : `${place} is never used: ${by} matches every request`;
  });
}
