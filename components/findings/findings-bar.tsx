'use client';
import { EyeOff } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Choice, type Counted } from '#components/ui/counted-choice.tsx';
import { WordFilter } from '#components/ui/word-filter.tsx';
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
    () => choices(filterFindings(findings, { ...filter, kinds: [] }), ({ object }) => object.kind),
    [findings, filter],
  );
  const codes = useMemo(
    () => choices(filterFindings(findings, { ...filter, codes: [] }), ({ code }) => code),
    [findings, filter],
  );
  return (
    <div role="toolbar" aria-label="Filter findings" className="flex flex-wrap items-center gap-1 px-4 py-2">
      <LevelToggles
        chosen={params.level}
        counts={levels}
        textOf={(level, count) => `${count} ${levelNames[level][count === 1 ? 0 : 1]}`}
        onChange={(level) => onChange({ level: [...level] })}
      />
      <WordFilter
        value={params.q}
        onChange={(q) => onChange({ q })}
        className="mx-1 w-32 min-w-28 max-w-56"
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
    </div>
  );
}

const countSuppressed = (findings: readonly SeenFinding[], filter: FindingFilter): number =>
  filterFindings(findings, { ...filter, suppressed: true }).filter((each) => each.suppressed !== undefined)
    .length;

function choices(findings: readonly SeenFinding[], of: (finding: SeenFinding) => string): Counted {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(of(finding), (counts.get(of(finding)) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
