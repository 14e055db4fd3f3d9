'use client';
import { ChevronDown, Layers } from 'lucide-react';
import { useState } from 'react';
import { useNamespaces } from '#components/data/url-state.ts';
import { Button } from '#components/ui/button.tsx';
import { CheckRow } from '#components/ui/check-row.tsx';
import { Floating } from '#components/ui/floating.tsx';

const describe = (chosen: readonly string[]): string => {
  if (chosen.length === 0) return 'All namespaces';
  return chosen.length <= 2 ? chosen.join(', ') : `${chosen.length} namespaces`;
};

/** Which namespaces the page is about; none chosen means all that the viewer may read. */
export function NamespacesPicker({ names }: { names: readonly string[] }) {
  const [chosen, setChosen] = useNamespaces();
  const [text, setText] = useState('');
  const known = [...new Set([...names, ...chosen])].sort();
  const shown = known.filter((name) => name.includes(text.trim().toLowerCase()));
  const toggle = (name: string) =>
    void setChosen(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name].sort());
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
      <input
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="Filter namespaces"
        aria-label="Filter namespaces"
        className="mb-1 h-7 w-full rounded-sm border border-control bg-surface px-2 placeholder:text-faint"
      />
      <CheckRow label="All namespaces" checked={chosen.length === 0} onChange={() => void setChosen([])} />
      <div className="my-1 border-line border-t" />
      {shown.map((name) => (
        <CheckRow key={name} label={name} checked={chosen.includes(name)} onChange={() => toggle(name)} />
      ))}
      {shown.length === 0 ? (
        <p className="px-2 py-1 text-muted">No namespace has “{text}” in its name.</p>
      ) : null}
    </Floating>
  );
}
