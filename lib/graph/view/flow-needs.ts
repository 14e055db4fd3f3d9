import type { FlowNeeds } from '#lib/prom/queries/flows.ts';
import type { ViewOptions } from './options.ts';

const directions = (rate: string) => ({
  sent: rate === 'sent' || rate === 'total',
  received: rate === 'received' || rate === 'total',
});

/** What a view has to be told by Prometheus, and no more. */
export function flowNeeds(options: ViewOptions): FlowNeeds {
  const { rates, focus, idleEdges, latency, throughput, security, operations } = options;
  const requests = rates.http === 'requests' || rates.grpc === 'requests';
  const label = focus?.kind === 'operation' ? focus.label : operations;
  return {
    idle: idleEdges,
    requests,
    messages: directions(rates.grpc),
    tcp: directions(rates.tcp),
    latency: requests ? latency : null,
    throughput: rates.http === 'requests' ? throughput : null,
    security,
    operations: requests ? label : null,
  };
}

/** What a view has to be told beside what every refresh brings, which are requests, their mean latency and security, and bytes. */
export const furtherNeeds = (options: ViewOptions): FlowNeeds => ({
  ...flowNeeds(options),
  requests: false,
  tcp: { sent: false, received: false },
  latency: options.latency === 'mean' ? null : flowNeeds(options).latency,
  security: false,
});
