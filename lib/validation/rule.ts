import type { Finding } from '#lib/core/finding.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import type { KindName } from '#lib/k8s/kinds.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { type Code, codes } from './codes.ts';

/** One check: the code it reports, the kinds it reads (a change of another kind cannot change its answer), and the check itself. */
export interface Rule {
  readonly code: Code;
  readonly name: string;
  readonly reads: readonly KindName[];
  check(snapshot: MeshSnapshot, cluster: ClusterId): readonly Finding[];
}

/** A finding of a code at the level that the catalogue gives it. */
export function findingOf(code: Code, where: Pick<Finding, 'object' | 'path' | 'args'>): Finding {
  return { code, level: codes[code].level, ...where };
}
