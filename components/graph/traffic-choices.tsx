'use client';
import type { AskedGraph } from '#lib/url/asked-graph.ts';
import {
  type AmbientTraffic,
  ambientTraffics,
  type GrpcRate,
  grpcRates,
  type HttpRate,
  httpRates,
  type TcpRate,
  tcpRates,
} from '#lib/url/traffic-codec.ts';
import { Choice } from './drawing/choice.tsx';

const http: Record<HttpRate, string> = { requests: 'Requests', none: 'None' };
const grpc: Record<GrpcRate, string> = {
  requests: 'Requests',
  sent: 'Messages sent',
  received: 'Received',
  total: 'Both',
  none: 'None',
};
const tcp: Record<TcpRate, string> = { total: 'Both ways', sent: 'Sent', received: 'Received', none: 'None' };
const ambient: Record<AmbientTraffic, string> = {
  total: 'All',
  waypoint: 'Waypoints',
  ztunnel: 'ztunnels',
  none: 'None',
};

interface TrafficChoicesProps {
  readonly asked: AskedGraph;
  readonly onAsked: (change: Partial<AskedGraph>) => void;
}

/** Which traffic a view counts; the graph of the mesh counts all of it. */
export function TrafficChoices({ asked, onAsked }: TrafficChoicesProps) {
  return (
    <>
      <Choice
        label="HTTP"
        values={httpRates}
        words={http}
        chosen={asked.http}
        onChoose={(rate) => onAsked({ http: rate })}
      />
      <Choice
        label="gRPC"
        values={grpcRates}
        words={grpc}
        chosen={asked.grpc}
        onChoose={(rate) => onAsked({ grpc: rate })}
      />
      <Choice
        label="TCP bytes"
        values={tcpRates}
        words={tcp}
        chosen={asked.tcp}
        onChoose={(rate) => onAsked({ tcp: rate })}
      />
      <Choice
        label="Ambient proxies"
        values={ambientTraffics}
        words={ambient}
        chosen={asked.ambient}
        onChoose={(heard) => onAsked({ ambient: heard })}
      />
    </>
  );
}
