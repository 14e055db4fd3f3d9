import type { ClientTls } from '#lib/istio/networking-types.ts';
import { effectivePeerAuthentication } from '#lib/mesh/effective-peer-authentication.ts';
import type { Decided } from '#lib/mesh/effective-traffic-policy.ts';
import { meshConfigOf } from '#lib/mesh/mesh-config.ts';
import type { ClusterSnapshot } from '#lib/mesh/snapshot.ts';
import type { Endpoints } from './endpoints.ts';
import { type Ending, fails, type Step, stepOf } from './simulation.ts';

/** How the caller's side opens a connection. */
export interface ClientSide {
  /** What carries it: a sidecar, gateway or waypoint that obeys DestinationRules; ztunnel; or nothing. */
  readonly by: 'proxy' | 'ztunnel' | 'none';
  /** What the DestinationRule in force says; null where it says nothing. */
  readonly tls: Decided<ClientTls> | null;
  /** Whether the host is one that the proxy knows: to others it passes bytes on as they are. */
  readonly known: boolean;
}

/** Whether the two ends come to terms, and whether the callee knows by the connection who calls. */
export interface Wire {
  readonly steps: readonly Step[];
  readonly mutual: boolean;
  /** Null where the connection stands. */
  readonly ending: Ending | null;
}

/** Whether a proxy stands before a port of pods: a sidecar that does not leave the port out, or ztunnel. */
export function captures({ proxy, pod, port }: Endpoints): 'sidecar' | 'ambient' | 'excluded' | null {
  if (proxy === 'ambient') return 'ambient';
  if (proxy !== 'sidecar') return null;
  const excluded = pod?.metadata.annotations?.['traffic.sidecar.istio.io/excludeInboundPorts'] ?? '';
  return excluded.split(',').some((each) => Number(each.trim()) === port) ? 'excluded' : 'sidecar';
}

/**
 * Whether the connection goes through a tunnel of HBONE: to pods of ambient from every proxy of the mesh, and from ztunnel to sidecars
 * that take one, which injection says by a label (istio/istio manifests/charts/istio-control injection-template.yaml).
 */
export function tunnels({ by }: Pick<ClientSide, 'by'>, to: Endpoints): boolean {
  if (captures(to) === 'ambient') return by !== 'none';
  const label = to.pod?.metadata.labels?.['networking.istio.io/tunnel'];
  return by === 'ztunnel' && captures(to) === 'sidecar' && label === 'http';
}

/**
 * The connection to a group of pods. What a DestinationRule writes comes first; without it the caller uses mutual TLS where the
 * callee has a proxy that takes it (istio.io, auto mutual TLS; the callee's mode counts for its own port: EndpointBuilder,
 * istio/istio pilot/pkg/xds/endpoints 86c9f01f). Plain text to STRICT is cut after it began (UC), a handshake that fails is UF.
 */
export function wireTo(cluster: ClusterSnapshot, client: ClientSide, to: Endpoints, tlsPort: boolean): Wire {
  const capture = captures(to);
  const peer = capture === null || capture === 'excluded' || to.pod === null ? null : peerOf(cluster, to);
  const demands = peer === null ? [] : [peer.step];
  const mode = peer?.mode ?? null;
  if (capture === 'ambient' || tunnels(client, to)) return inAmbient(client, mode, demands);
  const written = client.by === 'proxy' && client.known ? (client.tls?.value.mode ?? null) : null;
  const at = {
    object: client.tls?.object ?? null,
    path: client.tls === null ? null : `${client.tls.path}.mode`,
  };
  if (written === 'ISTIO_MUTUAL') return declaredMutual(capture === 'sidecar', mode, at, demands);
  if (written === 'SIMPLE' || written === 'MUTUAL') return declaredTls(written, to, tlsPort, at);
  const auto =
    written === null && client.by === 'proxy' && client.known && meshConfigOf(cluster).enableAutoMtls;
  if (auto && to.proxy === 'sidecar' && mode !== 'DISABLE' && capture === 'sidecar') {
    return { steps: [...demands, stepOf('wire', 'passed', 'mtls-auto')], mutual: true, ending: null };
  }
  if (auto && to.proxy === 'sidecar' && capture === 'excluded') return excludedMutual();
  const why = whyPlain(client, written, mode);
  if (mode === null) {
    return {
      steps: [stepOf('wire', 'passed', 'plain-no-proxy', { args: { why: peerless(to, why) }, ...at })],
      mutual: false,
      ending: null,
    };
  }
  if (mode === 'STRICT') {
    const step = stepOf('wire', 'blocks', 'plain-to-strict', {
      args: { why },
      ...(written === null ? peerAt(peer) : at),
    });
    const by = client.by === 'none' ? 'callee-proxy' : 'caller-proxy';
    return {
      steps: [...demands, step],
      mutual: false,
      ending: client.by === 'none' ? fails(by, 0, '-') : fails(by, 503, 'UC'),
    };
  }
  return {
    steps: [...demands, stepOf('wire', 'passed', 'plain-accepted', { args: { why, mode }, ...at })],
    mutual: false,
    ending: null,
  };
}

/** A port that the callee's proxy leaves alone is told to callers as one of a pod with a proxy: they start mutual TLS on it. */
const excludedMutual = (): Wire => ({
  steps: [stepOf('wire', 'blocks', 'mtls-to-no-proxy')],
  mutual: true,
  ending: fails('caller-proxy', 503, 'UF'),
});

type At = Pick<Step, 'object' | 'path'>;

function declaredMutual(takes: boolean, mode: string | null, at: At, demands: readonly Step[]): Wire {
  if (takes && mode !== 'DISABLE')
    return { steps: [...demands, stepOf('wire', 'passed', 'mtls-declared', at)], mutual: true, ending: null };
  const code = takes ? 'mtls-to-disabled' : 'mtls-to-no-proxy';
  return {
    steps: [...demands, stepOf('wire', 'blocks', code, at)],
    mutual: true,
    ending: fails('caller-proxy', 503, 'UF'),
  };
}

/** TLS that the caller starts on its own account is for servers outside; a pod's proxy does not speak it. */
function declaredTls(mode: string, to: Endpoints, tlsPort: boolean, at: At): Wire {
  const takes = to.pod === null && tlsPort;
  const args = { mode };
  return takes
    ? { steps: [stepOf('wire', 'passed', 'tls-to-server', { args, ...at })], mutual: false, ending: null }
    : {
        steps: [stepOf('wire', 'blocks', 'tls-to-plain', { args, ...at })],
        mutual: false,
        ending: fails('caller-proxy', 503, 'UF'),
      };
}

/** ztunnel takes the tunnel from every proxy of the mesh, and plain text from others unless STRICT. */
function inAmbient({ by }: ClientSide, mode: string | null, demands: readonly Step[]): Wire {
  if (by !== 'none')
    return { steps: [...demands, stepOf('wire', 'passed', 'mtls-hbone')], mutual: true, ending: null };
  const args = { why: 'the caller has no proxy', mode: mode ?? 'PERMISSIVE' };
  if (mode === 'STRICT') {
    return {
      steps: [...demands, stepOf('wire', 'blocks', 'plain-to-strict', { args })],
      mutual: false,
      ending: fails('ztunnel', 0, '-'),
    };
  }
  return {
    steps: [...demands, stepOf('wire', 'passed', 'plain-accepted', { args })],
    mutual: false,
    ending: null,
  };
}

function whyPlain({ by, known }: ClientSide, written: string | null, mode: string | null): string {
  if (by === 'none') return 'the caller has no proxy';
  if (by === 'ztunnel' && mode !== null) return 'ztunnel has no tunnel to these pods';
  if (!known) return 'the proxy of the caller does not know the host';
  if (written === 'DISABLE') return 'the DestinationRule turns TLS off';
  return mode === 'DISABLE' ? 'the callee takes nothing else' : 'automatic mutual TLS is off';
}

const peerless = ({ pod }: Endpoints, why: string): string =>
  why === 'automatic mutual TLS is off'
    ? pod === null
      ? 'nothing says TLS'
      : 'no proxy stands before the callee'
    : why;

interface Peer {
  readonly mode: string;
  readonly step: Step;
}

const peerAt = (peer: Peer | null): At => ({
  object: peer?.step.object ?? null,
  path: peer?.step.path ?? null,
});

function peerOf(cluster: ClusterSnapshot, { pod, port }: Endpoints): Peer {
  const subject = { namespace: pod?.metadata.namespace ?? '', labels: pod?.metadata.labels ?? {} };
  const { mode, from, object, path } = effectivePeerAuthentication(cluster, subject, port);
  const args = { mode, port: String(port), from: from === 'default' ? 'by default' : `for the ${from}` };
  return {
    mode,
    step: stepOf('wire', 'passed', 'peer-authentication', { args, object, path: path || null }),
  };
}
