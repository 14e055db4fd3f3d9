'use client';
import { useNow } from '#components/data/use-now.ts';
import { StatusGlyph } from '#components/graph/status-word.tsx';
import { cx } from '#components/ui/cx.ts';
import type { DenseColumn } from '#components/ui/dense-table.tsx';
import type { EpochSeconds } from '#lib/core/units.ts';
import { formatMoment, formatUtc } from '#lib/format/clock.ts';
import { formatAge } from '#lib/format/duration.ts';
import { formatCount, noData } from '#lib/format/number.ts';
import type { HealthStatus } from '#lib/graph/model.ts';
import type { PodContainer, PodReport } from '#lib/mesh/pod-report.ts';
import { FactList } from './fact-list.tsx';
import { PlainTable } from './plain-table.tsx';
import { containerText, podState } from './pod-state.ts';

/** What the cluster says of a pod: its containers and how they ended, its conditions, its events. */
export function PodTab({ pod }: { pod: PodReport }) {
  return (
    <>
      <Facts pod={pod} />
      <Containers containers={pod.containers} />
      <Conditions pod={pod} />
      <Events pod={pod} />
    </>
  );
}

const proxyWords: Record<PodReport['proxy']['kind'], string> = {
  sidecar: 'sidecar',
  gateway: 'gateway',
  waypoint: 'waypoint',
  ambient: 'none of its own, ztunnel carries its traffic',
  ztunnel: 'ztunnel itself',
  none: 'none: outside the mesh',
};

function Facts({ pod }: { pod: PodReport }) {
  const now = useNow();
  const { status, word } = podState(pod);
  const { kind, version, revision } = pod.proxy;
  return (
    <FactList
      facts={[
        {
          name: 'State',
          value: (
            <span className="inline-flex items-center gap-1.5">
              <StatusGlyph status={status} /> {word}
            </span>
          ),
        },
        { name: 'Phase', value: pod.phase === '' ? noData : pod.phase },
        { name: 'Proxy', value: [proxyWords[kind], version].filter(Boolean).join(', ') },
        { name: 'Injected by', value: revision === null ? 'nobody' : `revision ${revision}` },
        { name: 'Node', value: [pod.node ?? 'not scheduled', pod.zone].filter(Boolean).join(', zone ') },
        { name: 'Address', value: <span className="font-mono text-xs">{pod.address ?? noData}</span> },
        { name: 'Age', value: now === 0 ? noData : formatAge(pod.created, now) },
      ]}
    />
  );
}

type Condition = PodReport['conditions'][number];
type Event = PodReport['events'][number];

const momentOf = (at: EpochSeconds | null) =>
  at === null ? (
    noData
  ) : (
    <span className="whitespace-nowrap" title={formatUtc(at)}>
      {formatMoment(at)}
    </span>
  );

const containerColumns: readonly DenseColumn<PodContainer>[] = [
  {
    title: 'Container',
    cell: ({ name, part }) => (
      <>
        <span className="font-mono text-xs">{name}</span>{' '}
        {part === 'application' ? null : <span className="text-muted text-xs">{part}</span>}
      </>
    ),
  },
  {
    title: 'Image',
    cell: ({ image }) => <span className="wrap-anywhere font-mono text-xs">{image || noData}</span>,
  },
  {
    title: 'Now',
    cell: ({ state, ready }) => (
      <span className={cx(state.is === 'waiting' && 'text-warn')}>
        {containerText(state)}
        {ready === false && state.is === 'running' ? <span className="text-warn">, not ready</span> : null}
      </span>
    ),
  },
  {
    title: 'Restarts',
    right: true,
    cell: ({ restarts }) => (
      <span className={cx((restarts ?? 0) > 0 && 'text-warn')}>{formatCount(restarts)}</span>
    ),
  },
  {
    title: 'Ended last by',
    cell: ({ last }) =>
      last === null ? (
        <span className="text-faint">never</span>
      ) : (
        <>
          {containerText(last)} {last.ended === null ? null : momentOf(last.ended)}
        </>
      ),
  },
];

const Containers = ({ containers }: { containers: readonly PodContainer[] }) => (
  <PlainTable
    title="Containers"
    columns={containerColumns}
    rows={containers}
    keyOf={({ name }) => name}
    empty="The cluster tells of no container."
  />
);

const holds: Record<string, { readonly status: HealthStatus; readonly word: string }> = {
  True: { status: 'healthy', word: 'yes' },
  False: { status: 'degraded', word: 'no' },
};

const conditionColumns: readonly DenseColumn<Condition>[] = [
  { title: 'Condition', cell: ({ type }) => type },
  {
    title: 'Holds',
    cell: ({ status: written }) => {
      const { status, word } = holds[written] ?? { status: 'unknown', word: 'unknown' };
      return (
        <span className={cx('inline-flex items-center gap-1.5', status === 'degraded' && 'text-warn')}>
          <StatusGlyph status={status} /> {word}
        </span>
      );
    },
  },
  { title: 'Since', cell: ({ since }) => momentOf(since) },
  {
    title: 'Why',
    cell: ({ reason, message }) => (
      <span className="wrap-anywhere">{[reason, message].filter(Boolean).join(': ')}</span>
    ),
  },
];

const Conditions = ({ pod }: { pod: PodReport }) => (
  <PlainTable
    title="Conditions"
    columns={conditionColumns}
    rows={pod.conditions}
    keyOf={({ type }) => type}
    empty="The cluster tells of no condition."
  />
);

const eventColumns: readonly DenseColumn<Event>[] = [
  { title: 'Last', cell: ({ at }) => momentOf(at) },
  {
    title: 'Reason',
    cell: ({ type, reason }) => (
      <span className={cx('inline-flex items-center gap-1.5', type === 'Warning' && 'text-warn')}>
        <StatusGlyph status={type === 'Warning' ? 'degraded' : 'idle'} /> {reason}
      </span>
    ),
  },
  { title: 'Times', right: true, cell: ({ count }) => formatCount(count) },
  { title: 'What', cell: ({ message }) => <span className="wrap-anywhere">{message}</span> },
];

const Events = ({ pod }: { pod: PodReport }) => (
  <PlainTable
    title="Events"
    columns={eventColumns}
    rows={pod.events}
    keyOf={({ reason, at }, i) => `${reason} ${at} ${i}`}
    empty="None that the cluster still keeps: it forgets them after an hour by default."
  />
);
