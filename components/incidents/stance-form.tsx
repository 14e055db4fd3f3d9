'use client';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import type { AcknowledgeRequest } from '#lib/api/incidents-contract.ts';
import { longestNote } from '#lib/diagnosis/acknowledgement.ts';

/** What is being said of a problem. */
export type Saying = 'acknowledge' | 'snooze';

const spans = [
  { value: '3600', text: 'for 1 h' },
  { value: '14400', text: 'for 4 h' },
  { value: '86400', text: 'for 24 h' },
  { value: 'change', text: 'until it changes or goes' },
] as const;
type SnoozeSpan = Exclude<AcknowledgeRequest['span'], undefined>;
type Span = (typeof spans)[number]['value'];

const spanOf = (span: Span): SnoozeSpan =>
  span === '3600' ? 3600 : span === '14400' ? 14_400 : span === '86400' ? 86_400 : null;

interface StanceFormProps {
  readonly saying: Saying;
  readonly onSay: (said: { note: string; span: SnoozeSpan }) => void;
  readonly onCancel: () => void;
  readonly isPending: boolean;
  /** Why it could not be said; null where nothing was in the way. */
  readonly failed: string | null;
}

/** A note for the others, and for how long it can wait. Enter says it, Escape does not. */
export function StanceForm({ saying, onSay, onCancel, isPending, failed }: StanceFormProps) {
  const [note, setNote] = useState('');
  const [span, setSpan] = useState<Span>('3600');
  return (
    <form
      aria-label={saying === 'acknowledge' ? 'Acknowledge' : 'Snooze'}
      onSubmit={(event) => {
        event.preventDefault();
        onSay({ note, span: saying === 'snooze' ? spanOf(span) : null });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
      className="mt-2 flex flex-wrap items-center gap-2"
    >
      {saying === 'snooze' ? (
        <SelectField label="Snooze" value={span} options={spans} onChange={setSpan} />
      ) : null}
      <input
        // biome-ignore lint/a11y/noAutofocus: it was opened to be typed into
        autoFocus
        value={note}
        maxLength={longestNote}
        aria-label="Note for the others"
        placeholder="Note for the others, if any"
        autoComplete="off"
        onChange={(event) => setNote(event.target.value)}
        className="h-7 min-w-40 max-w-120 flex-1 rounded-md border border-control bg-surface px-2 placeholder:text-faint"
      />
      <Button type="submit" look="accent" disabled={isPending}>
        {saying === 'acknowledge' ? 'Acknowledge' : 'Snooze'}
      </Button>
      <Button onClick={onCancel}>Cancel</Button>
      {failed === null ? null : (
        <p role="alert" className="w-full text-fail">
          {failed}
        </p>
      )}
    </form>
  );
}
