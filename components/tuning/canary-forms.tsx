'use client';
import { useState } from 'react';
import type { ServiceAt } from '#components/data/use-tuning.ts';
import { NumberField } from '#components/ui/number-field.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import type { Tuning } from '#lib/edit/tuning/tuning.ts';
import { type FormProps, IntentForm } from './intent-form.tsx';

interface CanaryFormProps extends FormProps {
  readonly service: ServiceAt;
  readonly versions: NonNullable<Tuning['versions']>;
}

const optionsOf = (versions: CanaryFormProps['versions']) =>
  versions.map(({ version, ready, total }) => ({
    value: version,
    text: `${version} (${ready} of ${total} pods ready)`,
  }));

const refOf = ({ namespace, name }: ServiceAt) => ({ namespace, name });

/** Begins to split a service that has several versions and no route that tells them apart. */
export function StartCanaryForm({ service, versions, ...form }: CanaryFormProps) {
  const options = optionsOf(versions);
  const [stable, setStable] = useState(versions[0]?.version ?? '');
  const [canary, setCanary] = useState(versions.at(-1)?.version ?? '');
  const [weight, setWeight] = useState<number | null>(0);
  return (
    <IntentForm
      {...form}
      title="Start a canary"
      intent={
        weight === null ? null : { edit: 'start-canary', service: refOf(service), stable, canary, weight }
      }
    >
      <SelectField inForm label="Everything goes to" value={stable} options={options} onChange={setStable} />
      <SelectField inForm label="To be tried is" value={canary} options={options} onChange={setCanary} />
      <NumberField label="It gets" unit="%" max={100} value={weight} onChange={setWeight} />
    </IntentForm>
  );
}

/** Ends a canary: everything to one version, or what is left of the others taken away. */
export function FinishCanaryForm({ service, versions, ...form }: CanaryFormProps) {
  const options = optionsOf(versions);
  const [keep, setKeep] = useState(versions.at(-1)?.version ?? '');
  const [step, setStep] = useState<'finish-canary' | 'clean-up-canary'>('finish-canary');
  return (
    <IntentForm {...form} title="Finish the canary" intent={{ edit: step, service: refOf(service), keep }}>
      <SelectField inForm label="Everything goes to" value={keep} options={options} onChange={setKeep} />
      <SelectField
        inForm
        label="And then"
        value={step}
        options={[
          { value: 'finish-canary', text: 'the others keep their place at 0' },
          { value: 'clean-up-canary', text: 'what is left of the others is taken away' },
        ]}
        onChange={setStep}
      />
    </IntentForm>
  );
}
