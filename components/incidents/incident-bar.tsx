'use client';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { timeParsers, useNamespaces, useTime } from '#components/data/url-state.ts';
import { useIncidents } from '#components/data/use-incidents.ts';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { selectionParser } from '#components/data/use-selection.ts';
import { type Command, useCommands } from '#components/shell/commands.tsx';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { formatClockShort } from '#lib/format/clock.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { edgeMoment } from './edge-moment.ts';
import { incidentParams } from './incident-params.ts';
import { placeText, sentenceOf } from './incident-text.ts';
import { partProblems } from './part-problems.ts';
import { type Stepping, steppingFrom } from './stepping.ts';

const states = { sel: selectionParser, at: timeParsers.at, problem: incidentParams.problem };

/** On the graph, for who came from the incidents: which of them this is, and the way to the next, by keys too. */
export function IncidentBar({ problem }: { problem: string }) {
  const { selection } = useTime();
  const [namespaces] = useNamespaces();
  // What is wrong now, also while the graph shows the moment at which a stopped edge was last there.
  const loaded = useIncidents({ ...selection, at: null });
  const [, change] = useQueryStates(states, { history: 'push' });
  const kept = useKeptView();
  const data = loaded.state === 'ready' ? loaded.data : null;
  const rows = partProblems(data?.problems ?? [], namespaces).open;
  const stepping = steppingFrom(rows, problem);
  const go = (row: OpenProblem | null) => {
    if (row === null || data === null) return;
    const { edge: id } = row.diagnosis;
    void change({ sel: { kind: 'edge', id }, at: edgeMoment(row, id, data.ends, null), problem: row.key });
  };
  useCommands(commandsOf(stepping, go));
  const { at: _, ...present } = kept;
  return (
    <section
      aria-label="Incidents"
      className="flex h-10 shrink-0 items-center gap-2 border-line border-b bg-surface px-3"
    >
      <Where loaded={loaded} stepping={stepping} at={selection.at} />
      <StepButton icon={ChevronLeft} keys="[" text="Previous" to={stepping.previous} onGo={go} />
      <StepButton icon={ChevronRight} keys="]" text="Next" to={stepping.next} onGo={go} />
      <PageLink
        href={pagePaths.incidents({ ...present, problem })}
        className="shrink-0 whitespace-nowrap text-accent hover:underline"
      >
        All incidents
      </PageLink>
      <IconButton icon={X} label="Close" onClick={() => void change({ problem: null })} />
    </section>
  );
}

function commandsOf({ previous, next }: Stepping, go: (row: OpenProblem | null) => void): readonly Command[] {
  return [
    ...(next === null
      ? []
      : [{ id: 'next-incident', title: 'Next incident', keys: ']', run: () => go(next) }]),
    ...(previous === null
      ? []
      : [{ id: 'previous-incident', title: 'Previous incident', keys: '[', run: () => go(previous) }]),
  ];
}

interface WhereProps {
  readonly loaded: ReturnType<typeof useIncidents>;
  readonly stepping: Stepping;
  /** The moment at which the graph is shown; null for now. */
  readonly at: EpochSeconds | null;
}

function Where({ loaded, stepping, at }: WhereProps) {
  const said = 'min-w-0 flex-1 truncate';
  if (loaded.state === 'loading') return <span className="skeleton h-5 min-w-0 flex-1" />;
  if (loaded.state === 'failed')
    return <p className={`${said} text-warn`}>{`Incidents are not known: ${loaded.error.message}`}</p>;
  const shown = at === null ? '' : ` Shown as of ${formatClockShort(at)}, when it was there.`;
  const text = `${whereText(stepping, loaded.data)}${stepping.current === null ? '' : shown}`;
  return (
    <p role="status" className={said} title={text}>
      {text}
    </p>
  );
}

function whereText({ at, count, current }: Stepping, { nodes }: IncidentsResponse): string {
  if (at === null || current === null)
    return count === 0
      ? 'This incident is not open any more, and no other is.'
      : `This incident is not open any more. ${count} ${count === 1 ? 'other is' : 'others are'}.`;
  return `Incident ${at + 1} of ${count}: ${placeText(current, nodes)}. ${sentenceOf(current)}`;
}

interface StepButtonProps {
  readonly icon: typeof ChevronLeft;
  readonly keys: string;
  readonly text: string;
  readonly to: OpenProblem | null;
  readonly onGo: (row: OpenProblem | null) => void;
}

function StepButton({ icon: Icon, keys, text, to, onGo }: StepButtonProps) {
  return (
    <Button look="outline" disabled={to === null} onClick={() => onGo(to)} aria-keyshortcuts={keys}>
      <Icon size={14} strokeWidth={1.75} aria-hidden /> {text}
      <span className="text-faint" aria-hidden>
        {keys}
      </span>
    </Button>
  );
}
