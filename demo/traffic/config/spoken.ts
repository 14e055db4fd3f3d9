import type { RegistryEndpoint, RegistryHost, RegistryPort } from './registry.ts';

/** Whose proxy gets an answer that is not the protocol it speaks: 502 UPE there. */
export type Misunderstood = 'caller' | 'callee';

interface Way {
  readonly host: RegistryHost | null;
  readonly port: RegistryPort | null;
  readonly endpoint: RegistryEndpoint;
  /** Whether a proxy stands before the endpoint. */
  readonly captured: boolean;
  /** `h2UpgradePolicy: UPGRADE` of the DestinationRule in force. */
  readonly upgraded: boolean;
  /** Whether the caller's own proxy is on the way. */
  readonly proxied: boolean;
}

/**
 * Where the port of a Service is declared for another version of HTTP than the program speaks, the proxy next to the program
 * speaks what is declared, and does not understand the answer. Null where they speak the same, or the proxy finds out by itself.
 */
export function misunderstood({
  host,
  port,
  endpoint,
  captured,
  upgraded,
  proxied,
}: Way): Misunderstood | null {
  const spoken = spokenBy(endpoint, host);
  if (port === null || spoken === null || spoken === 'tcp') return null;
  const declared = port.sniffed ? null : port.protocol;
  const second = declared === 'http2' || declared === 'grpc' || (upgraded && !captured);
  const wrong = declared !== null && (spoken === 'grpc' ? !second : second);
  if (!wrong || declared === 'tcp' || declared === 'tls') return null;
  return captured ? 'callee' : proxied ? 'caller' : null;
}

/** Programs that serve `http` speak HTTP/1.1 alone, those of gRPC HTTP/2 alone. */
function spokenBy({ pod, port }: RegistryEndpoint, host: RegistryHost | null) {
  const serves = pod === null ? host?.behaviour?.serves : pod.behaviour?.serves;
  const served = serves?.find((each) => each.port === port);
  return served?.protocol ?? (pod === null && host !== null ? 'http' : null);
}
