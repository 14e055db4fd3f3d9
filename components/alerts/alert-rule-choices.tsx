import { useState } from 'react';
import { NumberField } from '#components/ui/number-field.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import { alertSeverities } from '#lib/alerts/alert-rule.ts';
import { readRuleLabels } from '#lib/alerts/rule-labels.ts';
import type { AlertRuleResponse } from '#lib/api/alerts-contract.ts';
import { useAlertRuleParams } from './alert-rule-params.ts';
import { aboutWords, formWords, severityWords } from './alert-words.ts';

interface AlertRuleChoicesProps {
  readonly data: AlertRuleResponse;
  readonly form: keyof typeof formWords;
}

const forms = ['operator', 'file'] as const;

/** What a rule can be: each choice writes it anew. */
export function AlertRuleChoices({ data, form }: AlertRuleChoicesProps) {
  const [, change] = useAlertRuleParams();
  return (
    <div className="space-y-2">
      <SelectField
        label="What"
        value={data.about}
        options={data.abouts.map((value) => ({ value, text: aboutWords[value] }))}
        onChange={(about) => void change({ about })}
      />
      <SelectField
        label="Severity"
        value={data.severity}
        options={alertSeverities.map((value) => ({ value, text: severityWords[value] }))}
        onChange={(severity) => void change({ severity })}
      />
      {data.about === 'slow' ? <Bound key={data.bound} bound={data.bound} /> : null}
      <SelectField
        label="Written as"
        value={form}
        options={forms.map((value) => ({ value, text: formWords[value] }))}
        onChange={(chosen) => void change({ form: chosen })}
      />
      {form === 'operator' ? <Labels /> : null}
    </div>
  );
}

/** By which a Prometheus chooses its rules; taken when one leaves the field, as far as they are labels. */
function Labels() {
  const [{ labels }, change] = useAlertRuleParams();
  const [typed, setTyped] = useState(labels ?? '');
  const wrong = readRuleLabels(typed) === null;
  const take = () => (wrong ? undefined : void change({ labels: typed.trim() }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
      onBlur={take}
    >
      <label className="flex items-center gap-2">
        <span className="shrink-0 text-muted">Labels</span>
        <input
          value={typed}
          placeholder="release=prometheus"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={wrong}
          onChange={(event) => setTyped(event.target.value)}
          className="h-7 min-w-0 flex-1 rounded-md border border-control bg-surface px-2 font-mono placeholder:text-faint"
        />
      </label>
      {wrong ? (
        <p role="alert" className="mt-1 text-warn">
          These are no labels: name=value, joined by commas.
        </p>
      ) : null}
    </form>
  );
}

/** Taken when one leaves the field: each bound is a query over a day. */
function Bound({ bound }: { bound: number }) {
  const [, change] = useAlertRuleParams();
  const [typed, setTyped] = useState<number | null>(bound);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void change({ bound: typed });
      }}
      onBlur={() => void change({ bound: typed })}
    >
      <NumberField label="99th percentile above" value={typed} unit="ms" min={1} onChange={setTyped} />
    </form>
  );
}
