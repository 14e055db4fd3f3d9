import type { Finding } from '#lib/core/finding.ts';

/** A finding with its text and where it stands; `file` null where no file holds the object. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly text: string;
  readonly file: string | null;
  readonly line: number;
}

/** What files would do to the findings of a cluster: those of the report are the ones that they bring. */
export interface ReportedChange {
  /** What the cluster is called. */
  readonly of: string;
  readonly gone: readonly PlacedFinding[];
  readonly kept: readonly PlacedFinding[];
}

/** What was found, and what is told beside it. */
export interface Report {
  readonly findings: readonly PlacedFinding[];
  /** Those that an annotation or `--suppress` silences. */
  readonly suppressed: readonly PlacedFinding[];
  /** How many objects were read, of files where files are given. */
  readonly objects: number;
  /** What could not be read or is not checked, one line each. */
  readonly notes: readonly string[];
  /** Set where files were laid over a cluster. */
  readonly change?: ReportedChange;
}

/** The object of a finding as people write it: `VirtualService shop/cart`. */
export const objectName = ({ object: { kind, namespace, name } }: Finding): string =>
  namespace === null ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
