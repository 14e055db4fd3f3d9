'use client';
import { useState } from 'react';
import { NumberField } from '#components/ui/number-field.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { Intent } from '#lib/edit/tuning/intent.ts';
import type { TunedRule } from '#lib/edit/tuning/tuned-rule.ts';
import { type FormProps, IntentForm } from './intent-form.tsx';

interface RuleFormProps extends FormProps {
  readonly rule: TunedRule;
}

export const targetOf = ({ object, rule }: TunedRule) => ({ ref: object, rule });

/** How long a request may take in all. */
export function TimeoutForm({ rule, ...form }: RuleFormProps) {
  const [timeoutMs, setTimeoutMs] = useState(rule.timeoutMs);
  const intent: Intent = { edit: 'timeout', target: targetOf(rule), timeoutMs };
  return (
    <IntentForm {...form} title="Request timeout" intent={timeoutMs === rule.timeoutMs ? null : intent}>
      <NumberField
        label="A request may take"
        unit="ms, with all its tries"
        empty="no end"
        min={1}
        value={timeoutMs}
        onChange={setTimeoutMs}
      />
    </IntentForm>
  );
}

/** How often and for how long a request is tried again. */
export function RetriesForm({ rule, ...form }: RuleFormProps) {
  const before = rule.retries;
  const [attempts, setAttempts] = useState(before?.attempts ?? null);
  const [perTryMs, setPerTryMs] = useState(before?.perTryMs ?? null);
  const [on, setOn] = useState(before?.on ?? '');
  const conditions = rule.object.kind === 'VirtualService' ? { on: on === '' ? null : on } : {};
  const none = attempts === 0;
  const retries = attempts === null ? null : none ? { attempts } : { attempts, perTryMs, ...conditions };
  const isChanged =
    attempts !== (before?.attempts ?? null) ||
    perTryMs !== (before?.perTryMs ?? null) ||
    on !== (before?.on ?? '');
  return (
    <IntentForm
      {...form}
      title="Retries"
      intent={isChanged ? { edit: 'retries', target: targetOf(rule), retries } : null}
    >
      <NumberField
        label="Tried again"
        unit="times at most"
        empty="the mesh’s"
        value={attempts}
        onChange={setAttempts}
      />
      {none ? null : (
        <>
          <NumberField
            label="One try may take"
            unit="ms"
            empty="all the time"
            min={1}
            value={perTryMs}
            onChange={setPerTryMs}
          />
          {rule.object.kind === 'VirtualService' ? (
            <TextField label="After" empty="connect-failure,refused-stream" value={on} onChange={setOn} />
          ) : null}
        </>
      )}
    </IntentForm>
  );
}
