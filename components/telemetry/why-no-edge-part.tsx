'use client';
import { ArrowLeftRight, Link2 } from 'lucide-react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Failure } from '#components/ui/failure.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { KnownNode } from '#lib/api/graph-contract.ts';
import type { NodeId } from '#lib/core/ids.ts';
import { NodePicker } from './node-picker.tsx';
import { Part } from './part.tsx';
import { ReasonList } from './reason-list.tsx';
import { useNodes, useWhyNoEdge } from './use-why-no-edge.ts';

/** The two nodes between which an edge is missed. */
export interface Ends {
  readonly from: NodeId | null;
  readonly to: NodeId | null;
}

interface WhyNoEdgeProps {
  readonly ends: Ends;
  readonly setEnds: (next: Partial<Ends>) => void;
}

/** A Service never calls: only what can send is offered as the caller. */
const mayCall = ({ kind }: KnownNode): boolean => kind !== 'service' && kind !== 'external';

/** Two nodes are chosen, and the reasons are told why no edge leads from one to the other. */
export function WhyNoEdgePart({ ends, setEnds }: WhyNoEdgeProps) {
  const { from, to } = ends;
  const loaded = useNodes();
  const nodes = loaded.state === 'ready' ? loaded.data.nodes : null;
  return (
    <Part
      id="why"
      title="Why is there no edge?"
      about="Choose who should call and who should be called, with traffic or without. What hides the edge, sends it another way or keeps it out of the telemetry is looked up in the configuration and the traffic."
    >
      <div className="flex items-end gap-2">
        <NodePicker
          label="Caller"
          value={from}
          nodes={nodes?.filter(mayCall) ?? null}
          onChange={(id) => setEnds({ from: id })}
        />
        <IconButton
          icon={ArrowLeftRight}
          label="Swap the two"
          className="mb-0.5"
          disabled={from === null && to === null}
          onClick={() => setEnds({ from: to, to: from })}
        />
        <NodePicker label="Called" value={to} nodes={nodes} onChange={(id) => setEnds({ to: id })} />
        <CopyButton icon={Link2} label="Copy link" text={() => window.location.href} />
      </div>
      {loaded.state === 'failed' ? (
        <Notice icon={Link2} tone="warn" className="mt-3">
          What could be chosen cannot be listed: {loaded.error.message} A link that names both nodes still
          works.
        </Notice>
      ) : null}
      <div className="mt-4" aria-live="polite">
        {from === null || to === null ? (
          <p className="text-muted">
            {from === null && to === null
              ? 'Nothing is chosen yet. The inspector of a node leads here with that node chosen.'
              : `Choose ${from === null ? 'the caller' : 'whom it should call'} too.`}
          </p>
        ) : (
          <Answer key={`${from} ${to}`} from={from} to={to} />
        )}
      </div>
    </Part>
  );
}

function Answer({ from, to }: { from: NodeId; to: NodeId }) {
  const loaded = useWhyNoEdge(from, to);
  switch (loaded.state) {
    case 'loading':
      return (
        <div role="status" aria-label="Looking for reasons" className="space-y-2">
          <div className="skeleton h-6 w-80" />
          <div className="skeleton h-24" />
        </div>
      );
    case 'failed': {
      const { code, message, cure, requestId } = loaded.error;
      return (
        <Failure
          code={code}
          title="There is no answer for these two"
          message={message}
          cure={cure}
          requestId={requestId}
        />
      );
    }
    case 'ready':
      return <ReasonList answer={loaded.data} failing={loaded.failing?.message ?? null} />;
  }
}
