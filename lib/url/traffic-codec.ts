import { type Codec, oneOf } from './codec.ts';

// What of each protocol a view counts, and which proxies of an ambient mesh it listens to; the first of each is the default.

export const httpRates = ['requests', 'none'] as const;
export type HttpRate = (typeof httpRates)[number];

/** Calls, or their messages in one direction or both. */
export const grpcRates = ['requests', 'sent', 'received', 'total', 'none'] as const;
export type GrpcRate = (typeof grpcRates)[number];

/** Bytes in one direction or both. */
export const tcpRates = ['total', 'sent', 'received', 'none'] as const;
export type TcpRate = (typeof tcpRates)[number];

/** Proxies beside the sidecars. */
export const ambientTraffics = ['total', 'waypoint', 'ztunnel', 'none'] as const;
export type AmbientTraffic = (typeof ambientTraffics)[number];

/** Which traffic a view counts. */
export interface CountedTraffic {
  readonly http: HttpRate;
  readonly grpc: GrpcRate;
  readonly tcp: TcpRate;
  readonly ambient: AmbientTraffic;
}

export const allTraffic: CountedTraffic = {
  http: httpRates[0],
  grpc: grpcRates[0],
  tcp: tcpRates[0],
  ambient: ambientTraffics[0],
};

export const trafficCodecs: { readonly [K in keyof CountedTraffic]: Codec<CountedTraffic[K]> } = {
  http: oneOf(httpRates),
  grpc: oneOf(grpcRates),
  tcp: oneOf(tcpRates),
  ambient: oneOf(ambientTraffics),
};

/** What differs from the default. */
export const chosenTraffic = (traffic: CountedTraffic): Partial<CountedTraffic> => ({
  ...(traffic.http === allTraffic.http ? {} : { http: traffic.http }),
  ...(traffic.grpc === allTraffic.grpc ? {} : { grpc: traffic.grpc }),
  ...(traffic.tcp === allTraffic.tcp ? {} : { tcp: traffic.tcp }),
  ...(traffic.ambient === allTraffic.ambient ? {} : { ambient: traffic.ambient }),
});
