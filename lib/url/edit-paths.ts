import type { ClusterId, EdgeId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { objectParams, withParams } from './path-params.ts';

/** Paths of the HTTP API about the configuration, and about changing it. */
export const editApi = {
  /** All that the viewer may read, suppressed ones marked: a page filters them itself. */
  findings: () => withParams('/api/v1/findings', { suppressed: 1 }),
  /** All that the viewer may read: a page filters it itself. */
  objects: () => '/api/v1/objects',
  field: (of: { group: string; version: string; kind: string; cluster: string }, path: string) =>
    withParams('/api/v1/field', { ...of, path }),
  review: () => '/api/v1/review',
  editable: (ref: ObjectRef) => withParams('/api/v1/editable', objectParams(ref)),
  split: (ref: ObjectRef) => withParams('/api/v1/split', objectParams(ref)),
  tuning: (of: { cluster: ClusterId; namespace: string; name: string }, subset: string | null = null) =>
    withParams('/api/v1/tuning', { ...of, subset }),
  template: (kind: string, namespace: string) => withParams('/api/v1/template', { kind, namespace }),
  faults: () => '/api/v1/faults',
  propose: () => '/api/v1/propose',
  plan: () => '/api/v1/plan',
  apply: () => '/api/v1/apply',
  undo: () => '/api/v1/undo',
  changes: () => '/api/v1/changes',
} as const;

/** The pages on which it is changed. `edge`: where it began, so that a review tells whether what fails there would be mended. */
export const editPages = {
  /** How the traffic of a service is handled, and what can be changed of it. */
  service: (of: { cluster: ClusterId; namespace: string; name: string }, edge: EdgeId | null = null) =>
    withParams('/edit/service', { cluster: of.cluster, namespace: of.namespace, name: of.name, edge }),
  /** The editor of a route's weights: at one of its rules, or at what follows a change that was applied. */
  split: (ref: ObjectRef, view: { rule?: string | undefined; change?: string; edge?: EdgeId | null } = {}) =>
    withParams('/edit/split', { ...objectParams(ref), ...view }),
} as const;
