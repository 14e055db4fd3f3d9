'use client';
import { useId } from 'react';
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

const http: Record<HttpRate, string> = { requests: 'Requests', none: 'Nothing' };
const grpc: Record<GrpcRate, string> = {
  requests: 'Requests',
  sent: 'Messages sent',
  received: 'Messages received',
  total: 'Messages both ways',
  none: 'Nothing',
};
const tcp: Record<TcpRate, string> = {
  total: 'Bytes both ways',
  sent: 'Bytes sent',
  received: 'Bytes received',
  none: 'Nothing',
};
const ambient: Record<AmbientTraffic, string> = {
  total: 'Waypoints and ztunnels',
  waypoint: 'Waypoints',
  ztunnel: 'ztunnels',
  none: 'None',
};

interface PickProps<T extends string> {
  readonly label: string;
  readonly values: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

function Pick<T extends string>({ label, values, words, chosen, onChoose }: PickProps<T>) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={chosen}
        onChange={({ target }) => {
          const value = values.find((each) => each === target.value);
          if (value !== undefined) onChoose(value);
        }}
        className="h-7 min-w-0 rounded-md border border-line bg-surface px-1 hover:bg-hover"
      >
        {values.map((value) => (
          <option key={value} value={value}>
            {words[value]}
          </option>
        ))}
      </select>
    </>
  );
}

interface TrafficChoicesProps {
  readonly asked: AskedGraph;
  readonly onAsked: (change: Partial<AskedGraph>) => void;
}

/** Which traffic a view counts; the graph of the mesh counts all of it. */
export function TrafficChoices({ asked, onAsked }: TrafficChoicesProps) {
  return (
    <fieldset className="px-2">
      <legend className="py-1 font-semibold text-muted text-xs">Traffic counted</legend>
      <div className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1">
        <Pick
          label="HTTP"
          values={httpRates}
          words={http}
          chosen={asked.http}
          onChoose={(rate) => onAsked({ http: rate })}
        />
        <Pick
          label="gRPC"
          values={grpcRates}
          words={grpc}
          chosen={asked.grpc}
          onChoose={(rate) => onAsked({ grpc: rate })}
        />
        <Pick
          label="TCP"
          values={tcpRates}
          words={tcp}
          chosen={asked.tcp}
          onChoose={(rate) => onAsked({ tcp: rate })}
        />
        <Pick
          label="Ambient"
          values={ambientTraffics}
          words={ambient}
          chosen={asked.ambient}
          onChoose={(heard) => onAsked({ ambient: heard })}
        />
      </div>
    </fieldset>
  );
}
