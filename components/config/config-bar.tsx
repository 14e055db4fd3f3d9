'use client';
import { Plus } from 'lucide-react';
import { useMemo } from 'react';
import { RecentChangesButton } from '#components/edit/recent-changes-button.tsx';
import { levelNames } from '#components/findings/level-looks.ts';
import { LevelToggles } from '#components/findings/level-toggles.tsx';
import { countValues } from '#components/ui/count-values.ts';
import { Choice } from '#components/ui/counted-choice.tsx';
import { FilterBar } from '#components/ui/filter-bar.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { ListedObject, ObjectsResponse } from '#lib/api/object-contract.ts';
import type { FindingLevel } from '#lib/core/finding.ts';
import { type Manager, managers } from '#lib/url/config-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { codeInfo } from '#lib/validation/codes.ts';
import { filterObjects, managerOf, type ObjectFilter } from './choose-objects.ts';
import type { ConfigParams } from './config-params.ts';
import { managerNames } from './manager-text.ts';

interface ConfigBarProps {
  readonly response: ObjectsResponse;
  readonly filter: ObjectFilter;
  readonly params: ConfigParams;
  readonly onChange: (next: Partial<ConfigParams>) => void;
}

const isManager = (text: string): text is Manager => managers.some((each) => each === text);

/** What is asked for, each choice with how many objects it would leave. */
export function ConfigBar({ response, filter, params, onChange }: ConfigBarProps) {
  const { objects } = response;
  const levels = useMemo(
    () => countLevels(filterObjects(objects, { ...filter, levels: [] })),
    [objects, filter],
  );
  const kinds = useMemo(
    () =>
      countValues(
        filterObjects(objects, { ...filter, kinds: [] }),
        ({ object }) => [object.kind],
        response.kinds.map(({ kind }) => kind),
      ),
    [objects, filter, response.kinds],
  );
  const codes = useMemo(
    () => countValues(filterObjects(objects, { ...filter, codes: [] }), (one) => one.codes),
    [objects, filter],
  );
  const owners = useMemo(
    () => countValues(filterObjects(objects, { ...filter, managers: [] }), (one) => [managerOf(one)]),
    [objects, filter],
  );
  return (
    <FilterBar label="Filter objects" words={params.q} onWords={(q) => onChange({ q })}>
      <LevelToggles
        chosen={params.level}
        counts={levels}
        textOf={(level, count) => `${count} with ${levelNames[level][1]}`}
        titleOf={(level) => `Objects with ${levelNames[level][1]}`}
        onChange={(level) => onChange({ level: [...level] })}
      />
      <Choice
        label="Kind"
        all="All kinds"
        of={kinds}
        chosen={params.kind}
        hintOf={(kind) => notThere(response, kind)}
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
      <Choice
        label="Managed by"
        all="Managed by anyone"
        of={owners}
        chosen={params.manager}
        nameOf={(manager) => (isManager(manager) ? managerNames[manager] : manager)}
        onChange={(chosen) => onChange({ manager: chosen.filter(isManager) })}
      />
      <span className="ml-auto flex items-center gap-1">
        <PageLink
          href={pagePaths.create({ kind: params.kind[0], namespace: filter.namespaces[0] })}
          className="inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-muted hover:bg-hover hover:text-text"
        >
          <Plus size={14} strokeWidth={1.75} aria-hidden /> New object
        </PageLink>
        <RecentChangesButton />
      </span>
    </FilterBar>
  );
}

function countLevels(objects: readonly ListedObject[]): Readonly<Record<FindingLevel, number>> {
  const having = (level: FindingLevel) => objects.filter(({ findings }) => findings[level] > 0).length;
  return { error: having('error'), warning: having('warning'), info: having('info') };
}

const words = {
  forbidden: 'not visible',
  'not-installed': 'not installed',
  loading: 'being listed',
} as const;

/** Why a kind has no number; undefined for one that is listed. Two groups may have a kind of one name. */
function notThere({ kinds }: ObjectsResponse, kind: string): string | undefined {
  const phases = kinds.filter((each) => each.kind === kind).map(({ phase }) => phase);
  if (phases.some((phase) => phase === 'live' || phase === 'stale')) return undefined;
  const [phase] = phases;
  return phase === undefined || phase === 'live' || phase === 'stale' ? undefined : words[phase];
}
