'use client';
import { useQueryClient } from '@tanstack/react-query';
import { Box, CircleAlert, Clock } from 'lucide-react';
import { Loaded } from '#components/data/loaded.tsx';
import { usePods } from '#components/data/use-pods.ts';
import { DeeperNav } from '#components/inspector/deeper-nav.tsx';
import { Blank } from '#components/ui/blank.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { PodsResponse } from '#lib/api/pods-contract.ts';
import type { NodeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { ProxyTab } from '#lib/url/proxy-codec.ts';
import { PodList } from './pod-list.tsx';
import { PodPanel } from './pod-panel.tsx';

interface ProxyViewProps {
  readonly node: NodeId | null;
  /** Name of the pod that is looked at; the first where none is chosen. */
  readonly pod: string | null;
  readonly tab: ProxyTab;
  readonly time: TimeSelection;
  readonly onPod: (pod: string) => void;
  readonly onTab: (tab: ProxyTab) => void;
}

/** The pods of a node, and what the cluster and its own proxy say of the one that is chosen. */
export function ProxyView({ node, ...rest }: ProxyViewProps) {
  if (node === null)
    return (
      <Blank icon={Box} title="This link names no node">
        <p>Pods and proxies are those of a node of the graph: select one there and choose Proxy.</p>
      </Blank>
    );
  return <OfNode node={node} {...rest} />;
}

function OfNode({ node, ...rest }: ProxyViewProps & { node: NodeId }) {
  const client = useQueryClient();
  return (
    <Loaded
      of={usePods(node, rest.time)}
      waiting={<Skeleton />}
      failed="The pods cannot be shown"
      onRetry={() => void client.invalidateQueries({ queryKey: ['pods'] })}
    >
      {(response, { failing }) => (
        <div className="flex h-full min-h-0 flex-col">
          <Head response={response} frozen={rest.time.at !== null} />
          {failing === null ? null : (
            <Notice icon={CircleAlert} tone="warn" className="mx-4 mt-3">
              These pods may have changed since: {failing.message}
            </Notice>
          )}
          {response.missing.map(({ what, reason }) => (
            <Notice key={what} icon={CircleAlert} tone="warn" className="mx-4 mt-3">
              {`Without ${what}: ${reason}`}
            </Notice>
          ))}
          <Chosen response={response} {...rest} />
        </div>
      )}
    </Loaded>
  );
}

function Head({ response: { node, pods, more }, frozen }: { response: PodsResponse; frozen: boolean }) {
  const where = node.namespace === null ? '' : `${node.namespace}/`;
  return (
    <header className="flex flex-wrap items-baseline gap-x-3 px-4 pt-3">
      <h1 className="font-semibold text-base">{`Pods of ${where}${node.name}`}</h1>
      <p className="text-muted">
        {`${plural(pods.length + more, 'pod')}, ${pods.filter(({ ready }) => ready).length} ready`}
      </p>
      <DeeperNav of={{ kind: 'node', id: node.id }} ends={[]} here="proxy" />
      {frozen ? (
        <p className="flex items-center gap-1.5 text-muted">
          <Clock size={14} aria-hidden /> Pods and proxies are shown as they are now, whatever time is chosen.
        </p>
      ) : null}
    </header>
  );
}

function Chosen({
  response: { node, pods, more },
  pod,
  tab,
  onPod,
  onTab,
}: Omit<ProxyViewProps, 'node'> & { response: PodsResponse }) {
  const chosen = pods.find(({ object }) => object.name === pod) ?? pods[0];
  if (chosen === undefined)
    return (
      <Blank icon={Box} title="There is no pod behind this node">
        <p>Its workload is scaled to none, or it stands for something that runs outside the cluster.</p>
      </Blank>
    );
  return (
    <div className="mt-3 grid min-h-0 flex-1 grid-cols-[248px_minmax(0,1fr)] border-line border-t">
      <PodList pods={pods} more={more} chosen={chosen.object.name} onChoose={onPod} />
      <PodPanel
        key={chosen.object.name}
        node={node.id}
        pod={chosen}
        tab={tab}
        onTab={onTab}
        gone={pod !== null && pod !== chosen.object.name ? pod : null}
      />
    </div>
  );
}

const Skeleton = () => (
  <div role="status" aria-label="Loading the pods" className="flex h-full flex-col gap-3 p-4">
    <div className="skeleton h-7 w-80" />
    <div className="flex min-h-0 flex-1 gap-4">
      <div className="w-60 space-y-2">
        {['a', 'b', 'c', 'd'].map((key) => (
          <div key={key} className="skeleton h-11" />
        ))}
      </div>
      <div className="skeleton flex-1" />
    </div>
  </div>
);
