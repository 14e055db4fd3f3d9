'use client';
import { useState } from 'react';
import { NumberField } from '#components/ui/number-field.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { Intent } from '#lib/edit/tuning/intent.ts';
import type { TunedRule } from '#lib/edit/tuning/tuned-rule.ts';
import { type FormProps, IntentForm } from './intent-form.tsx';
import { targetOf } from './time-forms.tsx';

/** Copies of requests, sent elsewhere; an empty host takes them away. */
export function MirrorForm({ rule, ...form }: FormProps & { rule: TunedRule }) {
  const [before] = rule.mirrors;
  const [host, setHost] = useState(before?.host ?? '');
  const [subset, setSubset] = useState(before?.subset ?? '');
  const [port, setPort] = useState<number | null>(null);
  const [percent, setPercent] = useState<number | null>(before?.percent ?? 10);
  const isIstio = rule.object.kind === 'VirtualService';
  const mirror =
    host === '' || percent === null
      ? null
      : { host, namespace: null, subset: isIstio && subset !== '' ? subset : null, port, percent };
  const intent: Intent = { edit: 'mirror', target: targetOf(rule), mirror };
  return (
    <IntentForm {...form} title="Mirroring" intent={mirror === null && before === undefined ? null : intent}>
      <TextField label="Copies go to" empty="nowhere" value={host} onChange={setHost} />
      {isIstio ? <TextField label="Subset" empty="none" value={subset} onChange={setSubset} /> : null}
      <NumberField
        label="Port"
        empty={isIstio ? 'as asked' : 'needed'}
        min={1}
        max={65535}
        value={port}
        onChange={setPort}
      />
      <NumberField label="Of requests" unit="%" max={100} step="any" value={percent} onChange={setPercent} />
    </IntentForm>
  );
}
