'use client';
import { useState } from 'react';
import { NumberField } from '#components/ui/number-field.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { Intent } from '#lib/edit/tuning/intent.ts';
import type { TunedRule } from '#lib/edit/tuning/tuned-rule.ts';
import { type FormProps, IntentForm } from './intent-form.tsx';
import { targetOf } from './time-forms.tsx';

/** When somebody is reminded that a fault is still there. */
const reminders = [
  { value: '15', text: 'in 15 minutes' },
  { value: '60', text: 'in an hour' },
  { value: '480', text: 'in 8 hours' },
] as const;

/** Delays and aborts on purpose, of all requests of a rule or of those with a header. */
export function FaultForm({ rule, ...form }: FormProps & { rule: TunedRule }) {
  const [delayMs, setDelayMs] = useState<number | null>(rule.fault?.delay?.ms ?? null);
  const [delayed, setDelayed] = useState<number | null>(rule.fault?.delay?.percent ?? 10);
  const [status, setStatus] = useState<number | null>(Number(rule.fault?.abort?.status) || null);
  const [aborted, setAborted] = useState<number | null>(rule.fault?.abort?.percent ?? 10);
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [minutes, setMinutes] = useState<(typeof reminders)[number]['value']>('60');
  // The moment that the form was opened at: one that moved would ask for another plan each second.
  const [opened] = useState(() => Date.now());
  const delay = delayMs === null || delayed === null ? null : { ms: delayMs, percent: delayed };
  const abort = status === null || aborted === null ? null : { httpStatus: status, percent: aborted };
  const intent: Intent = {
    edit: 'fault',
    target: targetOf(rule),
    fault: { delay, abort },
    header: name === '' ? null : { name, how: 'exact', value },
    until: new Date(opened + Number(minutes) * 60_000).toISOString(),
  };
  return (
    <IntentForm {...form} title="Fault injection" intent={delay === null && abort === null ? null : intent}>
      <NumberField label="Delay by" unit="ms" empty="none" min={1} value={delayMs} onChange={setDelayMs} />
      {delayMs === null ? null : (
        <NumberField
          label="of requests"
          unit="%"
          max={100}
          step="any"
          value={delayed}
          onChange={setDelayed}
        />
      )}
      <NumberField
        label="Answer with status"
        empty="none"
        min={200}
        max={599}
        value={status}
        onChange={setStatus}
      />
      {status === null ? null : (
        <NumberField
          label="of requests"
          unit="%"
          max={100}
          step="any"
          value={aborted}
          onChange={setAborted}
        />
      )}
      <TextField label="Only with the header" empty="all requests" value={name} onChange={setName} />
      {name === '' ? null : <TextField label="that is" value={value} onChange={setValue} />}
      <SelectField inForm label="Remind of it" value={minutes} options={reminders} onChange={setMinutes} />
      <p className="text-muted">
        Nothing ends by itself: a banner tells everyone of the fault while it is there, and from then on that
        it is due.
      </p>
    </IntentForm>
  );
}
