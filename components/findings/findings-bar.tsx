'use client';
import { EyeOff, Search } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Choice, type Counted } from '#components/ui/counted-choice.tsx';
import type { FindingsResponse, SeenFinding } from '#lib/api/contract.ts';
import { countFindings } from '#lib/graph/decorate/findings.ts';
import { codeInfo } from '#lib/validation/codes.ts';
import { type FindingFilter, filterFindings } from '#lib/validation/list/filter-findings.ts';
import { levelOrder } from '#lib/validation/list/group-by-cause.ts';
import type { FindingParams } from './finding-params.ts';
import { levelLooks, levelNames } from './level-looks.ts';
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
      {levelOrder.map((level) => {
        const { icon: Icon, text } = levelLooks[level];
        const [one, many] = levelNames[level];
        const on = params.level.includes(level);
        return (
          <Button
            key={level}
            aria-pressed={on}
            onClick={() =>
              onChange({
                level: on ? params.level.filter((each) => each !== level) : [...params.level, level],
              })
            }
          >
            <Icon size={15} strokeWidth={1.75} aria-hidden className={levels[level] > 0 ? text : ''} />
            <span className="tabular">{`${levels[level]} ${levels[level] === 1 ? one : many}`}</span>
          </Button>
        );
      })}
      <label className="mx-1 flex h-7 w-32 min-w-28 max-w-56 flex-1 items-center gap-2 rounded-md border border-control bg-surface px-2 has-focus-visible:outline-2 has-focus-visible:outline-accent">
        <Search size={14} aria-hidden className="shrink-0 text-faint" />
        <input
          value={params.q}
          onChange={(event) => onChange({ q: event.target.value })}
          placeholder="Filter by word"
          aria-label="Filter by word"
          className="min-w-0 flex-1 bg-transparent outline-none placeholder:text-faint"
        />
      </label>
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
