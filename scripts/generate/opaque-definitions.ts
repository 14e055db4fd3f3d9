import type { JsonSchema } from '../../lib/istio/schema/json-schema.ts';

const anything: JsonSchema = { 'x-kubernetes-preserve-unknown-fields': true };
const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const extensions = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1';

/** Definitions whose TypeScript type says less than Kubernetes' own schema does. */
export const opaqueDefinitions: Record<string, JsonSchema> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
    'x-kubernetes-int-or-string': true,
    format: 'int-or-string',
  },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { 'x-kubernetes-int-or-string': true },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object', ...anything },
  [`${meta}.FieldsV1`]: { type: 'object', ...anything },
  [`${meta}.Patch`]: { type: 'object', ...anything },
  [`${meta}.Time`]: { type: 'string', format: 'date-time' },
  [`${meta}.MicroTime`]: { type: 'string', format: 'date-time' },
  [`${extensions}.JSON`]: anything,
  [`${extensions}.JSONSchemaPropsOrArray`]: anything,
  [`${extensions}.JSONSchemaPropsOrBool`]: anything,
  [`${extensions}.JSONSchemaPropsOrStringArray`]: anything,
};
