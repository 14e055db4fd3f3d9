import { outcomeClass } from '#lib/health/outcome.ts';
import type { Labels, TrafficSample } from '#lib/prom/series.ts';
import { parseFlags } from '../accumulate.ts';
import type { FlowSample } from './flow.ts';

/** Flows that no refresh brings, as rows that are summed like its own: messages, and requests by operation. */
export const samplesOfFlows = (flows: readonly FlowSample[]): readonly TrafficSample[] =>
  flows.flatMap(({ measure, labels, value }): TrafficSample[] => {
    if (measure === 'messages-sent' || measure === 'messages-received') {
      return [{ measure, labels: { ...labels, request_protocol: 'grpc' }, value }];
    }
    if (measure !== 'operations') return [];
    const request: TrafficSample = { measure: 'requests', labels, value };
    return isPlainSuccess(labels) ? [request] : [request, { ...request, measure: 'failures' }];
  });

const isPlainSuccess = ({
  response_code: code = '',
  grpc_response_status: status,
  response_flags: flags,
}: Labels) => outcomeClass(code, status ?? null) === null && parseFlags(flags).length === 0;
