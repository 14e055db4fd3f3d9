'use client';
import { EyeOff } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '#components/ui/button.tsx';
import { countValues } from '#components/ui/count-values.ts';
import { Choice } from '#components/ui/counted-choice.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import type { FindingsResponse, SeenFinding } from '#lib/api/findings-contract.ts';
import { countFindings } from '#lib/graph/decorate/findings.ts';
import { codeInfo } from '#lib/validation/codes.ts';
import { type FindingFilter, filterFindings } from '#lib/validation/list/filter-findings.ts';
import type { FindingParams } from './finding-params.ts';
import { levelNames } from './level-looks.ts';
import { LevelToggles } from './level-toggles.tsx';
import { SincePicker } from './since-picker.tsx';

interface FindingsBarProps {
  readonly response: FindingsResponse;
  readonly filter: FindingFilter;
  readonly params: FindingParams;
  readonly onChange: (next: Partial<FindingParams>) => void;
}

/** What is asked for, each choice with how many findings it would leave. */
export function FindingsBar({ response, filter, params, onChange }: FindingsBarProps) {
  const { findings, watchedSince } = response;
  const levels = useMemo(
    () => countFindings(filterFindings(findings, { ...filter, levels: [], suppressed: false })),
    [findings, filter],
  );
  const suppressed = useMemo(() => countSuppressed(findings, filter), [findings, filter]);
  const kinds = useMemo(
    () => countValues(filterFindings(findings, { ...filter, kinds: [] }), ({ object }) => [object.kind]),
    [findings, filter],
  );
  const codes = useMemo(
    () => countValues(filterFindings(findings, { ...filter, codes: [] }), ({ code }) => [code]),
    [findings, filter],
  );
  return (
    <FilterBar label="Filter findings" words={params.q} onWords={(q) => onChange({ q })}>
      <LevelToggles
        chosen={params.level}
        counts={levels}
        textOf={(level, count) => `${count} ${levelNames[level][count === 1 ? 0 : 1]}`}
        onChange={(level) => onChange({ level: [...level] })}
      />
      <Choice
        label="Kind"
        all="All kinds"
        of={kinds}
        chosen={params.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <Choice
        label="Code"
        all="All codes"
        of={codes}
        chosen={params.code}
        titleOf={(code) => codeInfo(code)?.summary}
        onChange={(code) => onChange({ code })}
      />
      <SincePicker
        since={params.since}
        watchedSince={watchedSince}
        onChange={(since) => onChange({ since })}
      />
      {suppressed > 0 || params.suppressed ? (
        <Button
          className="ml-auto"
          aria-pressed={params.suppressed}
          onClick={() => onChange({ suppressed: !params.suppressed })}
        >
          <EyeOff size={15} strokeWidth={1.75} aria-hidden />
          <span className="tabular">{`${suppressed} suppressed`}</span>
        </Button>
      ) : null}
    </FilterBar>
  );
}

const countSuppressed = (findings: readonly SeenFinding[], filter: FindingFilter): number =>
  filterFindings(findings, { ...filter, suppressed: true }).filter((each) => each.suppressed !== undefined)
    .length;
