import type { Finding } from '#lib/core/finding.ts';

/** A finding with its text and where it stands; `file` null where no file holds the object. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly text: string;
  readonly file: string | null;
  readonly line: number;
}

/** What was found in files, and what is told beside it. */
export interface Report {
  readonly findings: readonly PlacedFinding[];
  /** Those that an annotation or `--suppress` silences. */
  readonly suppressed: readonly PlacedFinding[];
  /** How many objects were read. */
  readonly objects: number;
  /** What could not be read or is not checked, one line each. */
  readonly notes: readonly string[];
}

/** The object of a finding as people write it: `VirtualService shop/cart`. */
export const objectName = ({ object: { kind, namespace, name } }: Finding): string =>
  namespace === null ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
