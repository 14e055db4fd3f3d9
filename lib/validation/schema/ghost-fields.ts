import type { Finding } from '#lib/core/finding.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { checkValue } from '#lib/istio/schema/check-value.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { findingOf } from '../rule.ts';
import type { Schemas } from './check-schema.ts';
import { fieldMeant } from './field-meant.ts';

const annotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** Whether kubectl keeps in an object what was applied to it. */
export const wasApplied = ({ metadata }: KubeObject): boolean =>
  metadata.annotations?.[annotation] !== undefined;

/**
 * Fields that a person applied and the API server dropped, as the schema of the kind does not have them: kubectl keeps what was
 * applied in an annotation, nothing else of them is left. What was taken out of the object since is no such field.
 */
export function ghostFields(schemas: Schemas, object: KubeObject, ref: ObjectRef): readonly Finding[] {
  const applied = appliedTo(object);
  if (applied === null) return [];
  const version =
    String(applied.apiVersion ?? object.apiVersion)
      .split('/')
      .at(-1) ?? '';
  const schema = schemas.schemaOf(ref.group, version, ref.kind);
  if (schema === null) return [];
  const { unknown } = checkValue(schema, applied, '', { nullIsAbsent: true });
  return unknown
    .filter(({ path }) => path.startsWith('spec'))
    .map(({ path }) => {
      const at = path.lastIndexOf('.');
      const meant = fieldMeant(schema, path.slice(0, at), path.slice(at + 1));
      const place = `metadata.annotations["${annotation}"]`;
      return findingOf({ code: 'WEFT0107', path: place, args: { field: path, meant } }, ref);
    });
}

function appliedTo({ metadata }: KubeObject): Readonly<Record<string, unknown>> | null {
  const text = metadata.annotations?.[annotation];
  if (text === undefined) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
