'use client';
import { lazy, Suspense } from 'react';
import { useEdge } from '#components/data/use-api.ts';
import { formatMessages, shownReport } from '#components/graph/scene/edge-facts.ts';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { errorShare } from '#components/graph/scene/severity.ts';
import { Section } from '#components/ui/section.tsx';
import type { EdgeResponse } from '#lib/api/details-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { formatLatency, formatSpan } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { formatCount, formatCountOf } from '#lib/format/number.ts';
import { formatBytesRate, formatRate, formatRateShort } from '#lib/format/rate.ts';
import { formatShare } from '#lib/format/share.ts';
import type { EdgeReport, GraphEdge, GraphNode } from '#lib/graph/model.ts';
import { nameOfEdgeId } from '#lib/graph/name-of-id.ts';
import type { Selection } from '#lib/url/graph-codec.ts';
import { BreakdownSection } from './breakdown-section.tsx';
import { EvidenceSections } from './evidence-sections.tsx';
import { HealthEvidence } from './health-evidence.tsx';
import { LayersSection } from './layers-section.tsx';
import { LookDeeper } from './look-deeper.tsx';
import { Numbers } from './numbers.tsx';
import { PanelBody } from './panel-body.tsx';
import type { PanelFrame } from './panel-frame.ts';
import { PanelHead } from './panel-head.tsx';
import { SplitSection } from './split-section.tsx';

const DiagnosisSection = lazy(() =>
  import('#components/diagnosis/diagnosis-section.tsx').then((module) => ({
    default: module.DiagnosisSection,
  })),
);

const WhatChanged = lazy(() =>
  import('#components/history/what-changed.tsx').then((module) => ({ default: module.WhatChanged })),
);

interface EdgePanelProps {
  readonly id: EdgeId;
  readonly time: TimeSelection;
  readonly frame: PanelFrame;
  readonly onSelect: (selection: Selection | null) => void;
}

/** The inspector of an edge. */
export function EdgePanel({ id, time, frame, onSelect }: EdgePanelProps) {
  const loaded = useEdge(id, time);
  return (
    <PanelBody loaded={loaded} frame={frame} name={nameOfEdgeId(id)}>
      {(data) => <EdgeFacts data={data} frame={frame} onSelect={onSelect} time={time} />}
    </PanelBody>
  );
}

function End({ node, onSelect }: { node: GraphNode; onSelect: EdgePanelProps['onSelect'] }) {
  return (
    <button
      type="button"
      className="rounded-sm hover:text-accent hover:underline"
      onClick={() => onSelect({ kind: 'node', id: node.id })}
    >
      {nodeLabel(node)}
    </button>
  );
}

const tlsText = (edge: GraphEdge): string => {
  switch (edge.mtls.state) {
    case 'all':
      return 'mTLS all';
    case 'partial':
      return `mTLS ${formatShare(edge.mtls.share)}`;
    case 'none':
      return 'plaintext';
    case 'unknown':
      return 'mTLS not known';
  }
};

function EdgeFacts({
  data,
  frame,
  onSelect,
  time,
}: {
  data: EdgeResponse;
  frame: PanelFrame;
  onSelect: EdgePanelProps['onSelect'];
  time: TimeSelection;
}) {
  const { edge, source, target } = data;
  const troubled = mayBeWrong(edge) || data.troubled;
  const around = {
    governing: data.governing.map(({ object }) => object),
    ends: [target.object, source.object],
  };
  const service = edge.service ? ` · to ${edge.service.name}.${edge.service.namespace}` : '';
  return (
    <>
      <PanelHead
        frame={frame}
        promql={data.promql}
        title={
          <>
            <End node={source} onSelect={onSelect} /> → <End node={target} onSelect={onSelect} />
          </>
        }
      >
        <p className="text-muted">
          {edge.protocol.toUpperCase()} · {tlsText(edge)}
          {service}
        </p>
        <HealthEvidence health={edge.health} />
      </PanelHead>
      {troubled ? (
        <Suspense>
          <DiagnosisSection id={edge.id} time={time} />
        </Suspense>
      ) : null}
      <Suspense>
        <WhatChanged {...around} time={time} troubled={troubled ? edge.id : null} />
      </Suspense>
      <LookDeeper
        selection={{ kind: 'edge', id: edge.id }}
        source={source}
        target={target}
        service={edge.service}
        time={time}
      />
      <Section title={`Last ${formatSpan(time.window)}`} aside={`as the ${edge.shown} reports`}>
        <EdgeNumbers edge={edge} />
        <ReporterTable edge={edge} />
      </Section>
      {edge.split ? <SplitSection split={edge.split} version={target.version} edge={edge.id} /> : null}
      {data.layers ? <LayersSection layers={data.layers} /> : null}
      <EvidenceSections
        data={data}
        edges={[edge]}
        protocol={edge.protocol}
        flagged={{ around, at: time.at }}
        edge={edge.id}
      >
        <BreakdownSection id={edge.id} time={time} tcp={edge.protocol === 'tcp'} />
      </EvidenceSections>
    </>
  );
}

/** Whether there is anything to diagnose: what is well is not asked about. */
const mayBeWrong = ({ health, responses }: GraphEdge): boolean =>
  health.status === 'failing' || health.status === 'degraded' || responses.some(({ error }) => error);

function EdgeNumbers({ edge }: { edge: GraphEdge }) {
  const report = shownReport(edge);
  if (edge.protocol === 'tcp') {
    return (
      <Numbers
        items={[
          { label: 'Sent', value: formatBytesRate(report?.sentBytes ?? null) },
          { label: 'Received', value: formatBytesRate(report?.receivedBytes ?? null) },
          {
            label: 'Connections ended',
            value: formatCount(report?.count ?? null),
            note: report?.errorCount ? `${formatCount(report.errorCount)} failed` : undefined,
          },
        ]}
      />
    );
  }
  return (
    <Numbers
      items={[
        {
          label: 'Rate',
          value: formatRate(report?.rate ?? null),
          note: report?.count == null ? undefined : plural(Math.round(report.count), 'request'),
        },
        {
          label: 'Errors',
          value: formatShare(errorShare(edge.health)),
          note: formatCountOf(edge.health.failed, edge.health.total),
        },
        { label: 'Mean latency', value: formatLatency(report?.avgLatency ?? null) },
        ...messageNumbers(report),
      ]}
    />
  );
}

/** gRPC messages, where a view counts them. */
function messageNumbers(report: EdgeReport | null) {
  const [sent, received] = [report?.sentMessages ?? null, report?.receivedMessages ?? null];
  return [
    ...(sent === null ? [] : [{ label: 'Messages sent', value: formatMessages(sent) }]),
    ...(received === null ? [] : [{ label: 'Messages received', value: formatMessages(received) }]),
  ];
}

/** What each side says, beside one another: a difference between them is often the diagnosis. */
function ReporterTable({ edge }: { edge: GraphEdge }) {
  const known = Object.entries(edge.reports).filter(
    (entry): entry is [string, EdgeReport] => entry[1] !== null,
  );
  if (known.length < 2) return null;
  const tcp = edge.protocol === 'tcp';
  return (
    <table className="mt-3 w-full">
      <thead>
        <tr className="text-left text-muted text-xs">
          <th className="py-1 font-medium">Reporter</th>
          <th className="py-1 text-right font-medium">{tcp ? 'Ended' : 'Rate'}</th>
          <th className="py-1 text-right font-medium">{tcp ? 'Failed' : 'Errors'}</th>
          <th className="py-1 text-right font-medium">{tcp ? 'Bytes' : 'Mean'}</th>
        </tr>
      </thead>
      <tbody>
        {known.map(([name, report]) => (
          <tr key={name} className="tabular border-line border-t">
            <td className="py-1 text-muted">{name}</td>
            <td className="py-1 text-right">
              {tcp ? formatCount(report.count) : formatRateShort(report.rate)}
            </td>
            <td className="py-1 text-right">{formatCountOf(report.errorCount, report.count)}</td>
            <td className="py-1 text-right">
              {tcp
                ? formatBytesRate((report.sentBytes ?? 0) + (report.receivedBytes ?? 0))
                : formatLatency(report.avgLatency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
