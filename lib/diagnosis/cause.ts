import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { ChangeStep } from '#lib/edit/change-plan.ts';
import type { CauseCode } from './catalogue.ts';
import type { Check } from './check.ts';
import type { Situation } from './situation.ts';
import type { Symptom } from './symptom.ts';

/** The field of an object that a cause lies in; `path` is empty where it is the object as a whole. */
export interface Culprit {
  readonly object: ObjectRef;
  readonly path: string;
}

/** What one cause found for and against itself. */
export interface Evidence {
  readonly checks: readonly Check[];
  readonly culprit: Culprit | null;
  /** For the texts of the catalogue. */
  readonly args: Readonly<Record<string, string>>;
  /** How many of the requests of the window it would explain. */
  readonly explains: number;
  /** The change that takes it away, where one is safe to propose. */
  readonly fix: readonly ChangeStep[] | null;
}

/** One reason for which an edge can fail. It names no other cause: ranking is not its business. */
export interface Cause {
  readonly code: CauseCode;
  /** The symptoms that it may have; of most it is errors alone. */
  readonly of?: readonly Symptom['kind'][];
  /** Null where the symptom cannot be its doing. */
  look(situation: Situation): Evidence | null;
}
