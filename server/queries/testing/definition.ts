import type { KubeObject } from '#lib/k8s/object.ts';

const spec = {
  group: 'networking.istio.io',
  names: { kind: 'VirtualService', plural: 'virtualservices' },
};

/** The definition of VirtualServices as it is watched: without schemas. For tests. */
export const definition: KubeObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'virtualservices.networking.istio.io', resourceVersion: '1' },
  spec,
};

/** The same as the API server has it, with these fields of `spec` in version `v1`. */
export function definitionWith(fields: Readonly<Record<string, unknown>>): KubeObject {
  const openAPIV3Schema = {
    type: 'object',
    properties: { spec: { type: 'object', properties: fields } },
  };
  return {
    ...definition,
    spec: { ...spec, versions: [{ name: 'v1', served: true, schema: { openAPIV3Schema } }] },
  };
}
