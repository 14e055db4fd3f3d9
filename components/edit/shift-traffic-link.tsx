import { Split } from 'lucide-react';
import { PageLink } from '#components/ui/page-link.tsx';
import type { EdgeId } from '#lib/core/ids.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { isRouteKind } from '#lib/k8s/route-kinds.ts';
import { editPages } from '#lib/url/edit-paths.ts';

interface ShiftTrafficLinkProps {
  readonly object: ObjectRef;
  readonly path?: string;
  /** The edge from which it is gone there. */
  readonly edge?: EdgeId | null;
}

/** The way to the weights of a route, at the rule that a field path such as `spec.http[1]` is in; nothing for other kinds. */
export function ShiftTrafficLink({ object, path = '', edge = null }: ShiftTrafficLinkProps) {
  if (!isRouteKind(object)) return null;
  const [, list, index] = /^spec\.(http|tls|tcp|rules)\[(\d+)\]/.exec(path) ?? [];
  const rule = list === undefined ? undefined : `${list}/${index}`;
  return (
    <PageLink
      href={editPages.split(object, { rule, edge })}
      className="inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md border border-line-strong bg-surface px-2 text-text hover:bg-hover"
    >
      <Split size={14} strokeWidth={1.75} aria-hidden /> Shift traffic
    </PageLink>
  );
}
