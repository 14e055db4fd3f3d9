import { useState } from 'react';
import { NumberField } from '#components/ui/number-field.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import { alertSeverities } from '#lib/alerts/alert-rule.ts';
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
    </div>
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
