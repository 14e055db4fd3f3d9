import type { User } from '../cluster-state.ts';
import type { ResourceType } from '../schema/types.ts';

/** How unknown fields of a written object are treated. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** What a write is asked to do beside its body. */
export interface WriteOptions {
  /** Everything but the storing. */
  dryRun: boolean;
  fieldManager: string;
  fieldValidation: FieldValidation;
  user: User;
  /** Adds a `Warning` header to the answer. */
  warn(text: string): void;
}

/** An object's address in a request. `name` is empty for a create. */
export interface ObjectTarget {
  type: ResourceType;
  /** Empty for cluster-scoped types. */
  namespace: string;
  name: string;
  /** Empty, `status` or `scale`. */
  subresource: string;
}
