import { z } from 'zod';
import { finding } from '#lib/core/finding.ts';
import { clusterId } from '#lib/core/ids.ts';
import { objectRef } from '#lib/core/object-ref.ts';
import { epochSeconds, seconds } from '#lib/core/units.ts';
import { graphEdge, graphNode } from '#lib/graph/model.ts';
import { managedBy } from '#lib/k8s/managed-by.ts';

/** GET /api/v1/object?cluster=&group=&kind=&namespace=&name= : the object as YAML, read live with the viewer's rights. */
export const objectResponse = z.object({
  object: objectRef,
  yaml: z.string(),
  resourceVersion: z.string(),
  /** Whether the viewer may patch it (SelfSubjectAccessReview). */
  mayPatch: z.boolean(),
  findings: z.array(finding),
  managedBy: managedBy.nullable(),
  /** Who wrote fields of it, as the API server noted, the newest first. */
  writers: z.array(
    z.object({ manager: z.string(), operation: z.string(), part: z.string(), at: epochSeconds.nullable() }),
  ),
  created: epochSeconds.nullable(),
  changed: epochSeconds.nullable(),
  /** What it names, and where; `object` is null for what does not exist or may not be seen. */
  refersTo: z.array(z.object({ path: z.string(), what: z.string(), object: objectRef.nullable() })),
  /** Objects that name it, and where in them. */
  referredBy: z.array(z.object({ object: objectRef, path: z.string() })),
  /** The live traffic that it governs, the busiest edges first; null where there is no reading of it. */
  traffic: z
    .object({
      at: epochSeconds,
      window: seconds,
      edges: z.array(graphEdge),
      nodes: z.array(graphNode),
      /** How many edges are left out. */
      more: z.number().int(),
    })
    .nullable(),
});
export type ObjectResponse = z.infer<typeof objectResponse>;

/**
 * GET /api/v1/objects: the configuration of the mesh that the viewer may read, an entry an object, and what is not among it.
 * Kinds are Istio's, the Gateway API's, and Service.
 */
export const objectsResponse = z.object({
  objects: z.array(
    z.object({
      object: objectRef,
      /** Suppressed ones left out. */
      findings: z.object({ error: z.number().int(), warning: z.number().int(), info: z.number().int() }),
      /** The codes of these findings, each once. */
      codes: z.array(z.string()),
      managedBy: managedBy.nullable(),
      /** When it was last written other than its status. */
      changed: epochSeconds.nullable(),
    }),
  ),
  kinds: z.array(
    z.object({
      cluster: clusterId,
      group: z.string(),
      kind: z.string(),
      phase: z.enum(['loading', 'live', 'stale', 'not-installed', 'forbidden']),
      reason: z.string().nullable(),
    }),
  ),
});
export type ObjectsResponse = z.infer<typeof objectsResponse>;
export type ListedObject = ObjectsResponse['objects'][number];

/**
 * GET /api/v1/field?group=&version=&kind=[&path=]: what the schema of a kind says of one of its fields, of the object itself
 * without a path.
 */
export const fieldResponse = z.object({
  name: z.string(),
  /** Such as `list of object`. */
  type: z.string(),
  description: z.string(),
  required: z.boolean(),
  /** The values it may have; empty where any of its type will do. */
  values: z.array(z.string()),
  /** What may stand inside. */
  fields: z.array(z.object({ name: z.string(), type: z.string(), required: z.boolean() })),
});
export type FieldResponse = z.infer<typeof fieldResponse>;
