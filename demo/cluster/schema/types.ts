import type { JsonSchema } from '#lib/istio/schema/json-schema.ts';
import type { SchemaProblem } from '#lib/istio/schema/schema-problem.ts';

/** A column that `kubectl get` shows; `jsonPath` as in a CustomResourceDefinition (`.spec.hosts`). */
export interface PrinterColumn {
  name: string;
  type: string;
  jsonPath: string;
  priority?: number;
  format?: string;
  description?: string;
}

/** One kind in one served version, as the API serves it. */
export interface ResourceType {
  group: string;
  version: string;
  kind: string;
  listKind: string;
  plural: string;
  singular: string;
  shortNames: string[];
  categories: string[];
  namespaced: boolean;
  /** Defined by a CustomResourceDefinition, not built into the API server. */
  custom: boolean;
  subresources: { status: boolean; scale: boolean };
  printerColumns: PrinterColumn[];
  /** Linked: no `$ref` is left, shared definitions are shared objects. Null when the kind cannot be checked: any field is kept. */
  schema: JsonSchema | null;
}

/** One thing wrong with an object. `path` as the API server writes it: `spec.http[0].retryPolicy`. */
export type FieldProblem = SchemaProblem;
