'use client';
import { useState } from 'react';
import { useNamespaces } from '#components/data/url-state.ts';
import { CheckRow } from '#components/ui/check-row.tsx';

/** Every namespace that can be chosen, narrowed by part of a name. */
export function NamespacesList({ names }: { names: readonly string[] }) {
  const [chosen, setChosen] = useNamespaces();
  const [text, setText] = useState('');
  const known = [...new Set([...names, ...chosen])].sort();
  const shown = known.filter((name) => name.includes(text.trim().toLowerCase()));
  const toggle = (name: string) =>
    void setChosen(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name].sort());
  return (
    <>
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
    </>
  );
}
