import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { reasonTexts } from './catalogue.ts';

/** How sure it is that this keeps the edge away: it must, it would, it could. */
export type Certainty = 'certain' | 'likely' | 'possible';

export type ReasonCode = keyof typeof reasonTexts;

/** Something that was seen. `path` is the field of the object, where there is one. */
export interface Evidence {
  readonly text: string;
  readonly object?: ObjectRef;
  readonly path?: string;
  readonly nodes?: readonly NodeId[];
  readonly edges?: readonly EdgeId[];
}

/** One answer to why there is no edge. Its texts come from the catalogue by `code` and `args`. */
export interface Reason {
  readonly code: ReasonCode;
  readonly certainty: Certainty;
  readonly args: Readonly<Record<string, string>>;
  readonly evidence: readonly Evidence[];
}
