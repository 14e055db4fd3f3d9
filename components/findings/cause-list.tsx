'use client';
import { useNow } from '#components/data/use-now.ts';
import { cx } from '#components/ui/cx.ts';
import { VirtualGrid } from '#components/ui/grid/virtual-grid.tsx';
import type { SeenFinding } from '#lib/api/findings-contract.ts';
import { formatUtc } from '#lib/format/clock.ts';
import { formatAge } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { CauseGroup } from '#lib/validation/list/group-by-cause.ts';
import { causeTitle } from './cause-title.ts';
import { findingsOfCause } from './finding-rows.tsx';
import { levelLooks } from './level-looks.ts';

/** What is younger than this, in seconds, is marked as new. */
const fresh = 900;

interface CauseListProps {
  readonly groups: readonly CauseGroup<SeenFinding>[];
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

const keyOf = ({ cause }: CauseGroup<SeenFinding>): string => cause.key;

/** Causes, the worst first; going to one shows what it is beside, and Enter leads to its findings. */
export function CauseList({ groups, chosen, onChoose }: CauseListProps) {
  const now = useNow();
  return (
    <VirtualGrid
      label="Causes"
      role="listbox"
      rows={groups}
      keyOf={keyOf}
      rowHeight={48}
      isChosen={({ cause }) => cause.key === chosen}
      onGo={({ cause }) => onChoose(cause.key)}
      onOpen={() => document.getElementById(findingsOfCause)?.focus()}
      rowClass={() => 'flex items-center gap-3 px-4'}
    >
      {(group) => <CauseRow group={group} now={now} />}
    </VirtualGrid>
  );
}

function CauseRow({ group, now }: { group: CauseGroup<SeenFinding>; now: number }) {
  const { cause, level, findings, newest, suppressed } = group;
  const { icon: Icon, text } = levelLooks[level];
  const quiet = suppressed === findings.length;
  const isNew = newest !== null && now > 0 && now - newest < fresh;
  return (
    <>
      <Icon
        size={16}
        strokeWidth={1.75}
        aria-label={level}
        className={cx('shrink-0', quiet ? 'text-faint' : text)}
      />
      <div className="min-w-0 flex-1">
        <p className={cx('truncate', quiet ? 'text-muted' : 'font-medium')} title={causeTitle(group)}>
          {causeTitle(group)}
        </p>
        <p className="truncate text-muted text-xs">
          <span className="font-mono">{cause.code}</span>
          {cause.culprit === null || group.text !== null ? null : (
            <>
              {' · '}
              <span className="font-mono">{cause.culprit}</span>
            </>
          )}
          {` · ${whereOf(findings)}`}
        </p>
      </div>
      <div className="shrink-0 text-right">
        <p className="tabular">{plural(findings.length, 'finding')}</p>
        <p
          className={cx('tabular text-xs', isNew && !quiet ? 'text-accent' : 'text-faint')}
          title={newest === null ? undefined : formatUtc(newest)}
        >
          {quiet
            ? 'suppressed'
            : newest === null || now === 0
              ? ' '
              : `${isNew ? '● new ' : ''}${formatAge(newest, now)}`}
        </p>
      </div>
    </>
  );
}

/** `in shop`, `in bank and shop`, `in 5 namespaces`; of one finding its object. */
function whereOf(findings: readonly SeenFinding[]): string {
  const [first] = findings;
  if (findings.length === 1 && first !== undefined) {
    const { kind, namespace, name } = first.object;
    return `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;
  }
  const names = [...new Set(findings.map(({ object }) => object.namespace ?? ''))].filter(
    (name) => name !== '',
  );
  if (names.length === 0) return 'cluster-wide';
  return names.length <= 2 ? `in ${names.sort().join(' and ')}` : `in ${names.length} namespaces`;
}
