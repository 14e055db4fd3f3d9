import type { Finding } from '#lib/core/finding.ts';
import { compareFindings, type FindingsDelta } from '#lib/edit/compare-findings.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { suppress } from '#lib/validation/suppress.ts';
import type { Context } from '../context.ts';
import { declaredFindings, findingsOf, readableFindings } from './findings.ts';
import { ghostFindings } from './ghosts.ts';
import { observedUnder } from './observed-findings.ts';

/**
 * What of the findings would change were the mesh as `after` and not as `before`, the present where not said, of those that the viewer may read and nobody suppressed.
 * `beside` are findings that only a draft can have, such as fields that its schema does not know. The checks run again only for
 * what differs.
 */
export function draftDelta(
  ctx: Context,
  after: MeshSnapshot,
  beside: readonly Finding[],
  before: MeshSnapshot = ctx.kube.snapshot(),
): FindingsDelta {
  const declared = declaredFindings(ctx, after);
  // The traffic is what it was: it tells what the change would cut off, and what it would mend.
  const observed = observedUnder(ctx, after);
  const found = [...beside, ...declared, ...ghostFindings(ctx, after), ...observed];
  const heard = suppress(found, after, ctx.silences ?? []).filter(
    ({ suppressed }) => suppressed === undefined,
  );
  const { namespaces } = ctx.viewer;
  return compareFindings(
    readableFindings(findingsOf(ctx, before), namespaces),
    readableFindings(heard, namespaces),
  );
}
