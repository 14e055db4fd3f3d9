'use client';
import { ChartNoAxesGantt, SearchX } from 'lucide-react';
import { Loaded } from '#components/data/loaded.tsx';
import { useTime } from '#components/data/url-state.ts';
import { useTraces } from '#components/data/use-traces.ts';
import { Blank } from '#components/ui/blank.tsx';
import { Button } from '#components/ui/button.tsx';
import type { TracesResponse } from '#lib/api/traces-contract.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import { NoBackend } from './no-backend.tsx';
import { TraceList } from './trace-list.tsx';
import { TracePanel } from './trace-panel.tsx';
import { useTraceParams } from './trace-params.ts';
import { TracesHead } from './traces-head.tsx';
import { TracesNotices } from './traces-notices.tsx';

/** Traces of an edge or a node: what failed first, then the slowest, and the chosen one as a waterfall. */
export function TracesView() {
  const [{ edge, node, errors, min, trace }, change] = useTraceParams();
  const { selection: time } = useTime();
  const { loaded, asking, again } = useTraces({ edge, node, errors, min }, time);
  if (trace !== null && edge === null && node === null) {
    return <TracePanel id={trace} time={time} edge={null} />;
  }
  const selection: Selection | null =
    edge !== null ? { kind: 'edge', id: edge } : node !== null ? { kind: 'node', id: node } : null;
  if (selection === null) {
    return (
      <Blank icon={ChartNoAxesGantt} title="This link names no edge and no node">
        <p>Traces are those of an element of the graph: select one there and choose Traces.</p>
      </Blank>
    );
  }
  return (
    <Loaded of={loaded} waiting={<Skeleton />} failed="Traces cannot be had" onRetry={again}>
      {(data, { failing }) => {
        if (data.backend === null) return <NoBackend data={data} />;
        const open = trace ?? data.traces[0]?.id ?? null;
        return (
          <div className="flex h-full min-h-0 flex-col">
            <TracesHead
              selection={selection}
              data={data}
              errors={errors}
              min={min}
              onChange={(next) => void change({ ...next, trace: null })}
              asking={asking}
              onAgain={again}
            />
            <TracesNotices data={data} failing={failing?.message ?? null} />
            {open === null ? (
              <NothingFound
                data={data}
                filtered={errors || min !== null}
                onAgain={again}
                onAll={() => void change({ errors: null, min: null })}
              />
            ) : (
              <div className="flex min-h-0 flex-1 border-line border-t">
                <TraceList traces={data.traces} open={open} onOpen={(id) => void change({ trace: id })} />
                <div className="min-w-0 flex-1">
                  <TracePanel key={open} id={open} time={time} edge={edge} />
                </div>
              </div>
            )}
          </div>
        );
      }}
    </Loaded>
  );
}

function Skeleton() {
  return (
    <div role="status" aria-label="Asking for traces" className="flex h-full flex-col gap-3 p-4">
      <div className="skeleton h-7 w-120" />
      <div className="flex min-h-0 flex-1 gap-4">
        <div className="w-80 space-y-2">
          {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
            <div key={key} className="skeleton h-16" />
          ))}
        </div>
        <div className="skeleton flex-1" />
      </div>
    </div>
  );
}

interface NothingProps {
  readonly data: TracesResponse;
  readonly filtered: boolean;
  readonly onAgain: () => void;
  readonly onAll: () => void;
}

/** Proxies sample: one request in a hundred is Istio's default, so that rare traffic leaves no trace for long. */
function NothingFound({ data: { lookedAt, from, to, source }, filtered, onAgain, onAll }: NothingProps) {
  const what = source === null ? 'this node' : 'this edge';
  const came = plural(lookedAt, 'trace');
  const none = filtered ? 'none as you ask for' : `none that went along ${what}`;
  return (
    <Blank
      icon={SearchX}
      title={filtered ? 'No such trace in this time' : `No trace of ${what} in this time`}
      action={
        <Button look="outline" onClick={filtered ? onAll : onAgain}>
          {filtered ? 'Show all' : 'Look again'}
        </Button>
      }
    >
      <p>
        {lookedAt === 0
          ? `The backend found nothing in ${formatSpan(to - from)}.`
          : `${came} came in ${formatSpan(to - from)}, ${none}.`}
      </p>
      {filtered ? null : (
        <p>
          Istio samples one request in a hundred unless meshConfig.defaultConfig.tracing or a Telemetry says
          otherwise: choose a longer window, or sample more.
        </p>
      )}
    </Blank>
  );
}
