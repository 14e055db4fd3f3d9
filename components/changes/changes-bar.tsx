'use client';
import { Choice, type Counted } from '#components/ui/counted-choice.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { SelectField } from '#components/ui/select-field.tsx';
import type { HistoryResponse } from '#lib/api/history-contract.ts';
import type { ChangeSpan } from '#lib/url/changes-codec.ts';
import type { ChangeParams } from './change-params.ts';

const spans: readonly { value: ChangeSpan; text: string }[] = [
  { value: '1h', text: '1 hour' },
  { value: '6h', text: '6 hours' },
  { value: '1d', text: '1 day' },
  { value: '7d', text: '7 days' },
  { value: '14d', text: '14 days' },
];

interface ChangesBarProps {
  readonly counts: HistoryResponse['counts'];
  readonly params: ChangeParams;
  readonly onChange: (next: Partial<ChangeParams>) => void;
}

/** Which changes are listed: of which kinds, by whom, with which words, and how far back. */
export function ChangesBar({ counts, params, onChange }: ChangesBarProps) {
  return (
    <FilterBar label="Filter changes" words={params.q} onWords={(q) => onChange({ q })}>
      <Choice
        label="Kind"
        all="All kinds"
        of={counted(counts?.kinds)}
        chosen={params.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <Choice
        label="Who"
        all="By anybody"
        of={counted(counts?.who)}
        chosen={params.who}
        onChange={(who) => onChange({ who })}
      />
      <span className="ml-auto">
        <SelectField
          label="Last"
          value={params.span}
          options={spans}
          onChange={(span) => onChange({ span })}
        />
      </span>
    </FilterBar>
  );
}

/** Nobody, and names with a comma, cannot be asked for. */
const counted = (counts: readonly { name: string; count: number }[] = []): Counted =>
  new Map(
    counts.filter(({ name }) => name !== '' && !name.includes(',')).map(({ name, count }) => [name, count]),
  );
