'use client';
import { Workflow } from 'lucide-react';
import { useTime } from '#components/data/url-state.ts';
import { Blank } from '#components/ui/blank.tsx';
import { Button } from '#components/ui/button.tsx';
import { seconds } from '#lib/core/units.ts';
import { formatSpan } from '#lib/format/duration.ts';

const hour = seconds.parse(3600);

/** A graph without nodes: what would be here, and how to get it. */
export function EmptyGraph({ namespaces }: { namespaces: readonly string[] }) {
  const { selection, setWindow, freeze } = useTime();
  const where = namespaces.length === 0 ? 'any namespace you may read' : namespaces.join(', ');
  return (
    <div className="absolute inset-0 bg-bg">
      <Blank
        icon={Workflow}
        title="No traffic in this window"
        action={
          <>
            {selection.window < hour ? (
              <Button look="outline" onClick={() => setWindow(hour)}>
                Look at the last hour
              </Button>
            ) : null}
            {selection.at === null ? null : (
              <Button look="outline" onClick={() => freeze(null)}>
                Follow the present
              </Button>
            )}
          </>
        }
      >
        <p>
          Workloads and the requests between them appear here. In {formatSpan(selection.window)} no proxy
          reported any in {where}.
        </p>
        <p>
          If there should be some: are the workloads injected with a sidecar or in ambient mode, and does
          Prometheus scrape the proxies? The Prometheus chip shows each query and how many series it found.
        </p>
      </Blank>
    </div>
  );
}
