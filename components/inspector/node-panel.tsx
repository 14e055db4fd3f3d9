'use client';
import Link from 'next/link';
import { lazy, Suspense } from 'react';
import { useNode } from '#components/data/use-api.ts';
import { NodeMarks } from '#components/graph/node-marks.tsx';
import { edgeErrorText, edgeRate, edgeRateText } from '#components/graph/scene/edge-facts.ts';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { byUrgency } from '#components/graph/scene/severity.ts';
import { sumRates } from '#components/graph/scene/sum-rates.ts';
import { StatusGlyph } from '#components/graph/status-word.tsx';
import { MissedEdgeLink } from '#components/telemetry/telemetry-link.tsx';
import { Section } from '#components/ui/section.tsx';
import type { NodeResponse } from '#lib/api/details-contract.ts';
import type { NodeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { formatSpan } from '#lib/format/duration.ts';
import { formatCountOf } from '#lib/format/number.ts';
import { formatRate } from '#lib/format/rate.ts';
import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import { nameOfNodeId } from '#lib/graph/name-of-id.ts';
import { severalClusters } from '#lib/graph/several-clusters.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { serviceOfNode } from './compared-service.ts';
import { EvidenceSections } from './evidence-sections.tsx';
import { HealthEvidence } from './health-evidence.tsx';
import { LookDeeper } from './look-deeper.tsx';
import { Numbers } from './numbers.tsx';
import { PanelBody } from './panel-body.tsx';
import type { PanelFrame } from './panel-frame.ts';
import { PanelHead } from './panel-head.tsx';
import { ServicesCalled } from './services-called.tsx';
import { VersionsSection } from './versions-section.tsx';

const WhatChanged = lazy(() =>
  import('#components/history/what-changed.tsx').then((module) => ({ default: module.WhatChanged })),
);

type Select = (selection: Selection | null) => void;

interface NodePanelProps {
  readonly id: NodeId;
  readonly time: TimeSelection;
  readonly frame: PanelFrame;
  readonly onSelect: Select;
}

/** The inspector of a node. */
export function NodePanel({ id, time, frame, onSelect }: NodePanelProps) {
  const loaded = useNode(id, time);
  return (
    <PanelBody loaded={loaded} frame={frame} name={nameOfNodeId(id)}>
      {(data) => <NodeFacts data={data} frame={frame} onSelect={onSelect} time={time} />}
    </PanelBody>
  );
}

const proxyTexts: Record<NonNullable<GraphNode['proxy']>, string> = {
  sidecar: 'sidecar',
  ambient: 'ambient',
  none: 'no proxy',
};

const kindWord = ({ kind }: GraphNode): string =>
  kind === 'app' ? 'Application' : kind === 'operation' ? 'Operation' : kind;

function kindText(node: GraphNode, clusters: boolean): string {
  const kind = node.gateway ? 'Gateway' : node.waypoint ? 'Waypoint' : (node.object?.kind ?? kindWord(node));
  return [
    kind,
    node.namespace ? `in ${node.namespace}` : '',
    clusters ? `of ${node.cluster}` : '',
    node.proxy ? `· ${proxyTexts[node.proxy]}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** A service has as its own only what ended at it: what is said of it here is all that its edges carry. */
const requestsOf = ({ kind }: GraphNode, own: number | null, edges: readonly GraphEdge[]): number | null =>
  kind === 'service' ? sumRates(edges.map(edgeRate)) : own;

const workloadEntryRef = ({ cluster, namespace }: GraphNode, name: string) => ({
  cluster,
  group: 'networking.istio.io',
  kind: 'WorkloadEntry',
  namespace,
  name,
});

function NodeFacts({
  data,
  frame,
  onSelect,
  time,
}: {
  data: NodeResponse;
  frame: PanelFrame;
  onSelect: Select;
  time: TimeSelection;
}) {
  const { node } = data;
  const around = {
    governing: [...(node.object ? [node.object] : []), ...data.governing.map(({ object }) => object)],
    ends: [],
  };
  const compared = serviceOfNode(data);
  // What nobody calls is judged by its own calls, as its charts are.
  const inbound = data.inbound.length > 0;
  const counted = inbound ? data.inbound : data.outbound;
  return (
    <>
      <PanelHead title={nodeLabel(node)} frame={frame} promql={data.promql}>
        <p className="text-muted">
          {kindText(node, severalClusters([node, ...data.peers]))}
          {node.object ? (
            <>
              {' · '}
              <Link href={pagePaths.object(node.object)} className="text-accent hover:underline">
                YAML
              </Link>
            </>
          ) : null}
        </p>
        {node.kind === 'operation' ? (
          <p className="text-muted">
            Operations are told apart by the label request_operation. Objects govern what serves them: select
            it.
          </p>
        ) : null}
        <NodeMarks marks={node.marks} meant />
        {node.workloadEntries.length > 0 ? (
          <p className="text-muted">
            {node.workloadEntries.map((name) => (
              <Link
                key={name}
                href={pagePaths.object(workloadEntryRef(node, name))}
                className="mr-2 text-accent hover:underline"
              >
                WorkloadEntry {name}
              </Link>
            ))}
          </p>
        ) : null}
        <HealthEvidence health={node.health} />
      </PanelHead>
      <Section title={`Last ${formatSpan(time.window)}`}>
        <Numbers
          items={[
            { label: 'Requests in', value: formatRate(requestsOf(node, node.inRate, data.inbound)) },
            { label: 'Requests out', value: formatRate(requestsOf(node, node.outRate, data.outbound)) },
            {
              label: 'Pods ready',
              value: node.pods ? formatCountOf(node.pods.ready, node.pods.total) : '–',
            },
          ]}
        />
      </Section>
      <Suspense>
        <WhatChanged {...around} time={time} />
      </Suspense>
      <LookDeeper selection={{ kind: 'node', id: node.id }} source={node} target={null} time={time} />
      {compared === null ? null : <VersionsSection key={compared.service.host} of={compared} at={time.at} />}
      <Section title="Called by" aside={String(data.inbound.length)}>
        <EdgeTableSmall edges={data.inbound} peers={data.peers} end="source" onSelect={onSelect} />
        <ServicesCalled edges={data.inbound} />
      </Section>
      <Section title="Calls" aside={String(data.outbound.length)}>
        <EdgeTableSmall edges={data.outbound} peers={data.peers} end="target" onSelect={onSelect} />
        <p className="pt-2">
          <MissedEdgeLink node={node} />
        </p>
      </Section>
      <EvidenceSections
        data={data}
        edges={counted}
        flagged={{ around, at: time.at }}
        of={inbound ? 'requests in' : 'requests out'}
        protocol={counted.length > 0 && counted.every((edge) => edge.protocol === 'tcp') ? 'tcp' : 'http'}
      />
    </>
  );
}

function EdgeTableSmall({
  edges,
  peers,
  end,
  onSelect,
}: {
  edges: readonly GraphEdge[];
  peers: readonly GraphNode[];
  end: 'source' | 'target';
  onSelect: Select;
}) {
  if (edges.length === 0) return <p className="text-muted">Nothing in this window.</p>;
  const byId = new Map(peers.map((peer) => [peer.id, peer]));
  return (
    <ul>
      {[...edges].sort(byUrgency).map((edge) => {
        const peer = byId.get(edge[end]);
        return (
          <li key={edge.id} className="border-line border-t first:border-t-0">
            <button
              type="button"
              onClick={() => onSelect({ kind: 'edge', id: edge.id })}
              className="grid min-h-8 w-full grid-cols-[16px_1fr_auto_auto] items-center gap-2 rounded-sm text-left hover:bg-hover"
            >
              <StatusGlyph status={edge.health.status} />
              <span className="min-w-0 truncate">
                {peer ? nodeLabel(peer) : edge[end]}
                {edge.protocol === 'http' ? null : (
                  <span className="text-faint text-xs"> {edge.protocol}</span>
                )}
              </span>
              <span className="tabular text-muted">{edge.protocol === 'tcp' ? '' : edgeErrorText(edge)}</span>
              <span className="tabular min-w-18 text-right">{edgeRateText(edge)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
