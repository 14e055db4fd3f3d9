import { responseCode } from '#lib/health/response-code.ts';
import type { FlowMeasure } from '#lib/prom/queries/flows.ts';
import type { Labels } from '#lib/prom/series.ts';
import { parseFlags } from '../accumulate.ts';
import type { Protocol } from '../model.ts';
import {
  type Endpoint,
  type HostService,
  isDrawable,
  sourceEndpoint,
  targetEndpoint,
  unknown,
} from './endpoint.ts';

/** One row of a query of flows. */
export interface FlowSample {
  readonly measure: FlowMeasure;
  readonly labels: Labels;
  readonly value: number;
}

/** A row that can be drawn: who called whom, in which protocol, with which outcome, as one proxy reported it. */
export interface Flow {
  readonly measure: FlowMeasure;
  readonly source: Endpoint;
  readonly target: Endpoint;
  readonly protocol: Protocol;
  readonly reporter: 'source' | 'destination' | 'waypoint';
  readonly ztunnel: boolean;
  /** As it is judged, see `responseCode`; `-` for bytes and messages. */
  readonly code: string;
  /** Envoy's flags, sorted, as one text: `-` for none, null where the metric has no such label. */
  readonly flags: string | null;
  /** `destination_service` as reported. */
  readonly host: string;
  readonly value: number;
  readonly labels: Labels;
  /** The same text for the same traffic, whoever reports it. */
  readonly key: string;
}

const isBytes = (measure: FlowMeasure): boolean =>
  measure === 'tcp-sent' || measure === 'tcp-received' || measure === 'security-tcp';
const isMessages = (measure: FlowMeasure): boolean =>
  measure === 'messages-sent' || measure === 'messages-received' || measure === 'security-messages';

function protocolOf(measure: FlowMeasure, labels: Labels): Protocol | null {
  if (isBytes(measure)) return 'tcp';
  if (isMessages(measure)) return 'grpc';
  // Bytes of bodies are counted of HTTP; what tells its protocol is asked for it.
  if (measure === 'throughput') return 'http';
  const name = labels.request_protocol;
  return name === 'http' || name === 'grpc' ? name : null;
}

const isReporter = (name: string | undefined): name is Flow['reporter'] =>
  name === 'source' || name === 'destination' || name === 'waypoint';

/** Labels that tell rows of a measure apart beside its ends and outcome. */
function furtherTexts(measure: FlowMeasure, labels: Labels, operations: string | null): string[] {
  if (measure === 'operations') return [labels[operations ?? ''] ?? ''];
  if (!measure.startsWith('security')) return [];
  const {
    connection_security_policy: policy,
    source_principal: source,
    destination_principal: target,
  } = labels;
  return [policy ?? '', source ?? '', target ?? ''];
}

export interface ReadOptions {
  /** The label that classifies requests, if any does. */
  readonly operations: string | null;
  /** The only cluster there is: an end that names none is in it. */
  readonly soleCluster: string | null;
  readonly means?: HostService;
}

/**
 * Reads a row. Null where the row cannot be drawn: the graph
 * of the mesh counts such rows, see `unplaced`.
 */
export function readFlow(
  { measure, labels, value }: FlowSample,
  { operations, soleCluster, means }: ReadOptions,
): Flow | null {
  const protocol = protocolOf(measure, labels);
  const { reporter } = labels;
  if (protocol === null || !isReporter(reporter)) return null;
  const sole = soleCluster ?? unknown;
  const [source, target] = [sourceEndpoint(labels, sole), targetEndpoint(labels, sole, means)];
  if (!isDrawable(labels, source, target)) return null;
  const withCode = measure === 'requests' || measure === 'operations';
  const code = withCode
    ? responseCode(protocol, labels.response_code, labels.grpc_response_status ?? null)
    : '-';
  const flags = isMessages(measure) ? null : parseFlags(labels.response_flags).join(',') || '-';
  const host = labels.destination_service ?? 'unknown';
  const ends = [...endTexts(source), ...endTexts(target)];
  const further = furtherTexts(measure, labels, operations);
  const parts = [measure, protocol, ...ends, code, flags ?? '', host, ...further];
  return {
    measure,
    source,
    target,
    protocol,
    reporter,
    ztunnel: labels.app === 'ztunnel',
    code,
    flags,
    host,
    value,
    labels,
    key: parts.join('\u0001'),
  };
}

const endTexts = (end: Endpoint): string[] => [
  end.cluster,
  end.serviceNamespace,
  end.service,
  end.namespace,
  end.workload,
  end.app,
  end.version,
];
