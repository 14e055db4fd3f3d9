'use client';
import { ScrollText, Terminal } from 'lucide-react';
import { Loaded } from '#components/data/loaded.tsx';
import { useEdge, useNode } from '#components/data/use-api.ts';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { Blank } from '#components/ui/blank.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { EdgeId, NodeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import type { GraphNode } from '#lib/graph/model.ts';
import { logsCommand } from '#lib/logs/logs-command.ts';

interface LogsViewProps {
  readonly edge: EdgeId | null;
  readonly node: NodeId | null;
  readonly time: TimeSelection;
}

/** What the proxies of an edge or a node logged. */
export function LogsView({ edge, node, time }: LogsViewProps) {
  if (edge !== null) return <OfEdge id={edge} time={time} />;
  if (node !== null) return <OfNode id={node} time={time} />;
  return (
    <Blank icon={ScrollText} title="This link names no edge and no node">
      <p>Logs are those of an element of the graph: select one there and choose Logs.</p>
    </Blank>
  );
}

function OfEdge({ id, time }: { id: EdgeId; time: TimeSelection }) {
  return (
    <Loaded of={useEdge(id, time)} waiting="Reading the edge" failed="The edge cannot be shown">
      {({ source, target }) => <Commands nodes={[source, target]} />}
    </Loaded>
  );
}

function OfNode({ id, time }: { id: NodeId; time: TimeSelection }) {
  return (
    <Loaded of={useNode(id, time)} waiting="Reading the node" failed="The node cannot be shown">
      {({ node }) => <Commands nodes={[node]} />}
    </Loaded>
  );
}

/** The commands that print the logs, one for each end that is a workload. */
function Commands({ nodes }: { nodes: readonly GraphNode[] }) {
  return (
    <div className="space-y-3 p-4">
      <h1 className="font-semibold text-base">{`Logs of ${nodes.map(nodeLabel).join(' → ')}`}</h1>
      {nodes.map(({ id, object }) =>
        object === null ? null : (
          <p key={id} className="flex items-center gap-2">
            <code className="wrap-anywhere">{logsCommand(object)}</code>
            <CopyButton compact icon={Terminal} text={() => logsCommand(object)} label="Copy command" />
          </p>
        ),
      )}
    </div>
  );
}
