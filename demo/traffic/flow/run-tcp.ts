import { spread } from './arithmetic.ts';
import type { FlowIo } from './io.ts';
import type { LinkRuntime, ProgramRuntime, TargetRuntime } from './runtime.ts';

type TcpRuntime = Extract<ProgramRuntime, { kind: 'tcp' }>;

/** Sends `n` operations of one caller pod over TCP connections. */
export function runTcp(io: FlowIo, program: TcpRuntime, pod: number, n: number): void {
  const shares = spread(io.arithmetic, n, program.spec.weights, []);
  program.targets.forEach((target, i) => {
    const share = shares[i] ?? 0;
    if (share > 0) runTarget(io, target, pod, share);
  });
}

function runTarget(io: FlowIo, target: TargetRuntime, pod: number, n: number): void {
  const { links } = target;
  if (target.target.missing !== null || links.length === 0) {
    const flags = target.target.missing !== null ? 'NC' : 'UH';
    io.stream(target, null, pod, n, { kind: 'refused', flags, arrived: false });
    return;
  }
  const shares = spread(
    io.arithmetic,
    n,
    links.map(() => 1),
    [],
  );
  links.forEach((link, i) => {
    const share = shares[i] ?? 0;
    if (share > 0) runLink(io, link, pod, share);
  });
}

function runLink(io: FlowIo, link: LinkRuntime, pod: number, n: number): void {
  const { refused, reported, accessBare, guarded, pod: callee } = link.link;
  if (callee?.ambient === true) {
    runTunnel(io, link, pod, n);
    return;
  }
  if (refused !== null) {
    // A failed handshake or none at all ends in UF after the attempts run out; a server that cuts the connection leaves no flag.
    const flags = refused === 'UC' ? '-' : 'UF,URX';
    io.stream(link, link, pod, n, { kind: 'refused', flags, arrived: false });
    return;
  }
  const allowed = accessBare.access === 'allowed';
  if (guarded) io.judged(link, allowed, n);
  if (!allowed) {
    io.stream(link, link, pod, n, { kind: 'refused', flags: '-', arrived: reported });
    return;
  }
  if (link.upstream === null) {
    io.stream(link, link, pod, n, { kind: 'refused', flags: reported ? '-' : 'UF,URX', arrived: reported });
    return;
  }
  io.arrive(link, n);
  io.stream(link, link, pod, n, { kind: 'open' });
}

/**
 * The same through ztunnels. The one of the callee ends what a policy denies with DENY, and what nobody takes with CONNECT; the one
 * of the caller tells of a tunnel that could not be made (CONNECT since ztunnel 1.31, no flag before) and not why the other closed it.
 */
function runTunnel(io: FlowIo, link: LinkRuntime, pod: number, n: number): void {
  const ended = (flags: string, there: string | null) => {
    const end = {
      kind: 'refused',
      flags,
      arrived: there !== null,
      ...(there !== null && { there }),
    } as const;
    io.stream(link, link, pod, n, end);
  };
  if (link.link.refused !== null) ended('CONNECT', null);
  else if (link.link.accessBare.access !== 'allowed') ended('-', 'DENY');
  else if (link.upstream === null) ended('-', 'CONNECT');
  else {
    io.arrive(link, n);
    io.stream(link, link, pod, n, { kind: 'open' });
  }
}
