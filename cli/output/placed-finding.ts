import type { Finding } from '#lib/core/finding.ts';

/** A finding with its text and where it stands; `file` null where no file holds the object. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly text: string;
  readonly file: string | null;
  readonly line: number;
}

/** The object of a finding as people write it: `VirtualService shop/cart`. */
export const objectName = ({ object: { kind, namespace, name } }: Finding): string =>
  namespace === null ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
