import type { CallNode, Link, Program, Target } from '#demo/traffic/config/program.ts';
import type { Registry } from '#demo/traffic/config/registry.ts';
import type { Answer } from './answer.ts';

/** What the demo's traffic does with a call, as far as the simulator has a word for it. */
export function compiledAnswer(registry: Registry, node: CallNode, program: Program, depth = 0): Answer {
  if (program.kind === 'reply') {
    return {
      outcomes: { [program.flags === 'unresolved' ? '0 -' : `${program.code} ${program.flags}`]: 1 },
      does: null,
    };
  }
  const stream = program.kind === 'tcp';
  const fault = program.kind === 'http' ? program.fault : null;
  const does =
    program.kind === 'http'
      ? {
          timeout: program.timeoutMs,
          attempts: program.retry.attempts,
          mirrors: program.mirrors.map(({ target, share }) => `${target.cluster} ${share}`).sort(),
        }
      : null;
  if (fault !== null && fault.abortShare >= 1)
    return { outcomes: { [`${fault.abortCode} FI`]: 1 }, does: does && { ...does, mirrors: [] } };
  const sum = program.weights.reduce((total, weight) => total + weight, 0);
  const outcomes: Record<string, number> = {};
  for (const [i, target] of program.targets.entries()) {
    const share = (program.weights[i] ?? 0) / sum;
    for (const [outcome, part] of Object.entries(ofTarget(registry, node, target, stream, depth))) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + part * share;
    }
  }
  return { outcomes, does };
}

function ofTarget(
  registry: Registry,
  node: CallNode,
  target: Target,
  stream: boolean,
  depth: number,
): Readonly<Record<string, number>> {
  if (target.missing !== null) return { [`${target.missing} NC`]: 1 };
  if (target.links.length === 0) return { UH: 1 };
  const outcomes: Record<string, number> = {};
  for (const link of target.links) {
    for (const [outcome, part] of Object.entries(ofLink(registry, node, link, stream, depth))) {
      outcomes[outcome] = (outcomes[outcome] ?? 0) + part / target.links.length;
    }
  }
  return outcomes;
}

const denials: Readonly<Record<string, string>> = {
  denied: '403 -',
  'ext-denied': '403 UAEX',
  unauthenticated: '401 -',
  'wrong-audience': '403 -',
};

function ofLink(
  registry: Registry,
  node: CallNode,
  link: Link,
  stream: boolean,
  depth: number,
): Readonly<Record<string, number>> {
  if (link.refused === 'dropped') return { dropped: 1 };
  if (link.refused === 'UF' || link.refused === 'UC') return { [link.refused]: 1 };
  const decision = node.call.jwt === undefined ? link.accessBare : link.accessToken;
  const denied = denials[decision.access];
  if (denied !== undefined) return { [stream || seesBytes(registry, link) ? 'closed' : denied]: 1 };
  const { upstream } = link;
  if (upstream.kind === 'external') return { 'leaves the mesh': 1 };
  if (upstream.kind === 'forward') {
    const forward = upstream.forward;
    if (forward.meshed === null || depth > 3) return { 'goes round': 1 };
    return compiledAnswer(registry, forward, forward.meshed, depth + 1).outcomes;
  }
  // A gateway that does not listen and a program that does not are the same to the traffic, not to the simulator.
  if (upstream.kind === 'closed' && link.pod?.workload.gateway) return { '0 -': 1 };
  return { [`reaches ${link.pod?.namespace}/${link.pod?.workload.name}`]: 1 };
}

/** Whether the callee's proxy is told that the port is TCP: it has no request to answer and closes the connection. */
function seesBytes(registry: Registry, { pod, endpoint }: Link): boolean {
  if (pod === null) return false;
  return registry
    .servicesOf(pod, endpoint.port)
    .some(({ ports }) =>
      ports.some(
        ({ protocol, endpoints }) =>
          (protocol === 'tcp' || protocol === 'tls') &&
          endpoints.some((each) => each.pod === pod && each.port === endpoint.port),
      ),
    );
}
