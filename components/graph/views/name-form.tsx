'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';

interface NameFormProps {
  readonly first: string;
  readonly label: string;
  readonly action: string;
  /** Names that are in use: whoever takes one replaces its view. */
  readonly taken: readonly string[];
  readonly onName: (name: string) => void;
}

/** A line to name a view. */
export function NameForm({ first, label, action, taken, onName }: NameFormProps) {
  const [name, setName] = useState(first);
  const wanted = name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted === '') return;
    onName(wanted);
    setName('');
  };
  return (
    <form onSubmit={submit} className="flex flex-1 gap-1 px-1">
      <input
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={80}
        placeholder={label}
        aria-label={label}
        className="h-7 min-w-0 flex-1 rounded-sm border border-control bg-bg px-2 placeholder:text-faint"
      />
      <Button type="submit" look="outline" disabled={wanted === ''}>
        {taken.includes(wanted) ? 'Replace' : action}
      </Button>
    </form>
  );
}
