'use client';
import { useState } from 'react';
import { NumberField } from '#components/ui/number-field.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { Intent } from '#lib/edit/tuning/intent.ts';
import type { TunedPolicy } from '#lib/edit/tuning/tuned-policy.ts';
import { type FormProps, IntentForm } from './intent-form.tsx';

type PoolIntent = Extract<Intent, { edit: 'connection-pool' }>;

export interface PolicyFormProps extends FormProps {
  readonly policy: TunedPolicy;
  readonly target: PoolIntent['target'];
}

interface NumberOf<K extends string> {
  readonly key: K;
  readonly label: string;
  readonly unit?: string;
  readonly empty: string;
  readonly max?: number;
}

const poolFields: readonly NumberOf<keyof TunedPolicy['connectionPool']>[] = [
  { key: 'maxConnections', label: 'Connections', empty: 'no limit', unit: 'for each client proxy' },
  { key: 'connectTimeoutMs', label: 'Time to connect', empty: '10000', unit: 'ms' },
  { key: 'http2MaxRequests', label: 'Requests under way', empty: 'no limit' },
  { key: 'http1MaxPendingRequests', label: 'Requests that wait', empty: 'no limit' },
  { key: 'maxRequestsPerConnection', label: 'Requests on a connection', empty: 'no limit' },
  { key: 'maxRetries', label: 'Retries under way', empty: 'no limit' },
];

type OutlierValues = NonNullable<TunedPolicy['outlierDetection']>;

const outlierFields: readonly NumberOf<keyof OutlierValues>[] = [
  { key: 'consecutive5xxErrors', label: '5xx in a row', empty: '5', unit: '0 turns it off' },
  { key: 'consecutiveGatewayErrors', label: '502, 503, 504 in a row', empty: 'off' },
  { key: 'intervalMs', label: 'Looked at every', empty: '10000', unit: 'ms' },
  { key: 'baseEjectionMs', label: 'Left out for', empty: '30000', unit: 'ms' },
  { key: 'maxEjectionPercent', label: 'Left out at most', empty: '10', unit: '% of the pods', max: 100 },
  { key: 'minHealthPercent', label: 'Only while healthy are', empty: '0', unit: '% of the pods', max: 100 },
];

const noOutliers: OutlierValues = {
  consecutive5xxErrors: null,
  consecutiveGatewayErrors: null,
  intervalMs: null,
  baseEjectionMs: null,
  maxEjectionPercent: null,
  minHealthPercent: null,
};

/** What differs from before, so that what is not touched stays as it is. */
function changed<V extends Readonly<Record<string, number | null>>>(before: V, now: V): Partial<V> {
  const partial: Partial<V> = {};
  for (const key of Object.keys(now) as (keyof V)[]) if (now[key] !== before[key]) partial[key] = now[key];
  return partial;
}

/** How much each client proxy may send at a time. */
export function PoolForm({ policy, target, ...form }: PolicyFormProps) {
  const [values, setValues] = useState(policy.connectionPool);
  const pool = changed(policy.connectionPool, values);
  const intent: Intent = { edit: 'connection-pool', target, pool };
  return (
    <IntentForm {...form} title="Connection pool" intent={Object.keys(pool).length === 0 ? null : intent}>
      {poolFields.map(({ key, ...field }) => (
        <NumberField
          key={key}
          {...field}
          min={1}
          value={values[key]}
          onChange={(value) => setValues({ ...values, [key]: value })}
        />
      ))}
    </IntentForm>
  );
}

/** Which pods are left out for a while after errors. */
export function OutlierForm({ policy, target, ...form }: PolicyFormProps) {
  const before = policy.outlierDetection ?? noOutliers;
  const [values, setValues] = useState(before);
  const [isOn, setOn] = useState<'on' | 'off'>(policy.outlierDetection === null ? 'off' : 'on');
  const outliers = changed(before, values);
  const isSame =
    isOn === 'on'
      ? policy.outlierDetection !== null && Object.keys(outliers).length === 0
      : policy.outlierDetection === null;
  const asked = Object.keys(outliers).length === 0 ? { consecutive5xxErrors: 5 } : outliers;
  const intent: Intent = { edit: 'outlier-detection', target, outliers: isOn === 'on' ? asked : null };
  return (
    <IntentForm {...form} title="Outlier detection" intent={isSame ? null : intent}>
      <SelectField
        inForm
        label="Failing pods"
        value={isOn}
        options={[
          { value: 'on', text: 'are left out for a while' },
          { value: 'off', text: 'keep their share' },
        ]}
        onChange={setOn}
      />
      {isOn === 'off'
        ? null
        : outlierFields.map(({ key, ...field }) => (
            <NumberField
              key={key}
              {...field}
              value={values[key]}
              onChange={(value) => setValues({ ...values, [key]: value })}
            />
          ))}
    </IntentForm>
  );
}

const choices = [
  { value: 'default', text: 'the default' },
  { value: 'LEAST_REQUEST', text: 'LEAST_REQUEST' },
  { value: 'ROUND_ROBIN', text: 'ROUND_ROBIN' },
  { value: 'RANDOM', text: 'RANDOM' },
  { value: 'PASSTHROUGH', text: 'PASSTHROUGH' },
  { value: 'header', text: 'the same header' },
  { value: 'cookie', text: 'the same cookie' },
  { value: 'query', text: 'the same parameter' },
  { value: 'source-ip', text: 'the same address' },
] as const;
type Choice = (typeof choices)[number]['value'];
type Balancing = Extract<Intent, { edit: 'load-balancer' }>['balancing'];

const begun = (before: string | null): Choice =>
  choices.find(({ value }) => value === before)?.value ?? 'default';

function choiceOf(choice: Choice, name: string): Balancing['choice'] {
  switch (choice) {
    case 'default':
      return null;
    case 'header':
    case 'query':
      return { hash: { by: choice, name } };
    case 'cookie':
      return { hash: { by: choice, name, ttlMs: 0 } };
    case 'source-ip':
      return { hash: { by: choice } };
    default:
      return { simple: choice };
  }
}

/** How the pod for a request is chosen, and how slowly a new pod gets its share. */
export function BalancerForm({ policy, target, ...form }: PolicyFormProps) {
  const [choice, setChoice] = useState<Choice>(begun(policy.loadBalancer));
  const [name, setName] = useState('');
  const [warmupMs, setWarmupMs] = useState(policy.warmupMs);
  const named = choice === 'header' || choice === 'cookie' || choice === 'query';
  const isSame = choice === begun(policy.loadBalancer) && warmupMs === policy.warmupMs;
  const balancing: Balancing = {
    choice: choiceOf(choice, name),
    ...(warmupMs === policy.warmupMs ? {} : { warmup: warmupMs === null ? null : { durationMs: warmupMs } }),
  };
  const intent: Intent = { edit: 'load-balancer', target, balancing };
  return (
    <IntentForm {...form} title="Load balancing" intent={isSame || (named && name === '') ? null : intent}>
      <SelectField inForm label="A pod is chosen by" value={choice} options={choices} onChange={setChoice} />
      {named ? <TextField label="Name" value={name} onChange={setName} /> : null}
      <NumberField
        label="A new pod warms up for"
        unit="ms"
        empty="not at all"
        value={warmupMs}
        onChange={setWarmupMs}
      />
    </IntentForm>
  );
}
