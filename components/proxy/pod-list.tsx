'use client';
import { StatusGlyph } from '#components/graph/status-word.tsx';
import { cx } from '#components/ui/cx.ts';
import type { PodReport } from '#lib/mesh/pod-report.ts';
import { podState, restartsOf, restartsText } from './pod-state.ts';

interface PodListProps {
  readonly pods: readonly PodReport[];
  readonly more: number;
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

/** The pods of a node, those that want attention first. */
export function PodList({ pods, more, chosen, onChoose }: PodListProps) {
  return (
    <nav aria-label="Pods" className="min-h-0 overflow-y-auto border-line border-r p-2">
      <ul>
        {pods.map((pod) => (
          <li key={`${pod.object.namespace}/${pod.object.name}`}>
            <Row pod={pod} chosen={pod.object.name === chosen} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="px-2 py-1 text-muted text-xs">and {more} more</p> : null}
    </nav>
  );
}

function Row({
  pod,
  chosen,
  onChoose,
}: {
  pod: PodReport;
  chosen: boolean;
  onChoose: PodListProps['onChoose'];
}) {
  const { status, word } = podState(pod);
  const restarts = restartsOf(pod);
  return (
    <button
      type="button"
      aria-current={chosen ? 'true' : undefined}
      onClick={() => onChoose(pod.object.name)}
      className={cx(
        'flex w-full items-start gap-2 rounded-md px-2 py-1.5 text-left hover:bg-hover',
        chosen && 'bg-accent-quiet',
      )}
    >
      <span className="flex h-5 items-center">
        <StatusGlyph status={status} />
      </span>
      <span className="min-w-0 flex-1">
        <span className={cx('wrap-anywhere block pt-0.5 font-mono text-xs', chosen && 'text-accent')}>
          {pod.object.name}
        </span>
        <span className="block truncate text-muted text-xs">
          {word}
          {restarts > 0 ? <span className="text-warn">{`, ${restartsText(restarts)}`}</span> : null}
          {pod.node === null ? null : ` · ${pod.node}`}
        </span>
      </span>
    </button>
  );
}
