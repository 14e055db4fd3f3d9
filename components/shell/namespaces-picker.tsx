'use client';
import { ChevronDown, Layers } from 'lucide-react';
import { lazy } from 'react';
import { useNamespaces } from '#components/data/url-state.ts';
import { Button } from '#components/ui/button.tsx';
import { Floating } from '#components/ui/floating.tsx';

const NamespacesList = lazy(() =>
  import('./namespaces-list.tsx').then((module) => ({ default: module.NamespacesList })),
);

const describe = (chosen: readonly string[]): string => {
  if (chosen.length === 0) return 'All namespaces';
  return chosen.length <= 2 ? chosen.join(', ') : `${chosen.length} namespaces`;
};

/** Which namespaces the page is about; none chosen means all that the viewer may read. */
export function NamespacesPicker({ names }: { names: readonly string[] }) {
  const [chosen] = useNamespaces();
  return (
    <Floating
      label="Namespaces"
      className="w-64 p-2"
      trigger={
        <Button>
          <Layers size={15} strokeWidth={1.75} aria-hidden />
          <span className="max-w-56 truncate text-text">{describe(chosen)}</span>
          <ChevronDown size={14} aria-hidden />
        </Button>
      }
    >
      <NamespacesList names={names} />
    </Floating>
  );
}
