import type { ResourceType } from './types.ts';

/**
 * Kubernetes decodes its own types into structures, where an absent field is a zero value: what OpenAPI calls required is
 * demanded only where validation refuses the zero. These are the ones it takes.
 */
const taken: Record<string, RegExp> = {
  EndpointSlice: /^endpoints$/,
  Event: /^(involvedObject|metadata)/,
  NetworkPolicy: /podSelector$/,
  Role: /^rules$/,
  ClusterRole: /^rules$/,
  Lease: /./,
  CustomResourceDefinition: /^spec\.(conversion|versions\[\d+\]\.(served|storage))/,
};

/** Whether the API server refuses a built-in object that lacks this required field. */
export function isDemanded(type: ResourceType, path: string): boolean {
  if (/^(status|metadata)(\.|$)/.test(path)) return false;
  return !(taken[type.kind]?.test(path) ?? false);
}
