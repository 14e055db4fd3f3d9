'use client';
import { useState } from 'react';
import { SelectField } from '#components/ui/select-field.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { Intent } from '#lib/edit/tuning/intent.ts';
import type { TunedRule } from '#lib/edit/tuning/tuned-rule.ts';
import { type FormProps, IntentForm } from './intent-form.tsx';
import { targetOf } from './time-forms.tsx';

const ways = [
  { value: 'exact', text: 'is' },
  { value: 'prefix', text: 'begins with' },
  { value: 'regex', text: 'matches' },
] as const;

/** Requests with a header, sent to one destination alone (A/B). */
export function CohortForm({ rule, ...form }: FormProps & { rule: TunedRule }) {
  const options = rule.destinations.map(({ index, host, subset }) => ({
    value: String(index),
    text: subset ?? host,
  }));
  const [name, setName] = useState('');
  const [how, setHow] = useState<(typeof ways)[number]['value']>('exact');
  const [value, setValue] = useState('');
  const [place, setPlace] = useState(options.at(-1)?.value ?? '0');
  const intent: Intent = {
    edit: 'cohort',
    target: targetOf(rule),
    header: { name, how, value },
    destination: Number(place),
    called: options.find((option) => option.value === place)?.text ?? '',
  };
  return (
    <IntentForm {...form} title="A/B by header" intent={name === '' || value === '' ? null : intent}>
      <TextField label="Requests whose header" empty="x-cohort" value={name} onChange={setName} />
      <SelectField inForm label="Condition" value={how} options={ways} onChange={setHow} />
      <TextField label="Value" empty="beta" value={value} onChange={setValue} />
      <SelectField inForm label="Go to" value={place} options={options} onChange={setPlace} />
    </IntentForm>
  );
}
