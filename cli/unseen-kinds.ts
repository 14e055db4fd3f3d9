import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { unreadKinds } from '#server/queries/unread-kinds.ts';

/** What of a cluster could not be seen, one line each, so that nobody takes it for absent. */
export function unseenKinds(mesh: MeshSnapshot): readonly string[] {
  const unread = unreadKinds(mesh);
  const hidden = unread.flatMap(({ kind, checks, reason, only }) =>
    only === null
      ? `${kind} cannot be listed${reason === null ? '' : ` (${reason})`}: ${checks} checks that need it say nothing.`
      : [],
  );
  const partly = Map.groupBy(
    unread.filter(({ only }) => only !== null),
    ({ only }) => only?.join(', '),
  );
  return [
    ...hidden,
    ...[...partly].map(
      ([only, of]) =>
        `Only in ${only} may be listed: ${of.map(({ kind }) => kind).join(', ')}; of other namespaces the checks that need them say nothing.`,
    ),
    'Secrets are not asked for: checks of gateway credentials say nothing.',
  ];
}
