import { readTolerance, type Tolerance } from './tolerance.ts';

/**
 * Flags of connections that could not be made or were broken off by the callee's side, cause before consequence: those that
 * Envoy documents for TCP and the resets, and the two that ztunnel writes. A connection that its caller ended (DC) or that
 * reached the age set for it (DT, SI) did not fail.
 */
const failures = [
  'UF',
  'UH',
  'UO',
  'NR',
  'NC',
  'DENY',
  'CONNECT',
  'UAEX',
  'UC',
  'UR',
  'LR',
  'UT',
  'URX',
] as const;

/** The flag by which a connection is judged; null where it did not fail. */
export const connectionFailure = (flags: readonly string[]): string | null =>
  failures.find((flag) => flags.includes(flag)) ?? null;

const read = readTolerance({
  code: failures.join('|'),
  protocol: 'tcp',
  direction: '.*',
  degraded: 0,
  failure: 10,
});

/** What of failed connections is tolerated: as much as of failed requests. */
const connections: readonly Tolerance[] = read === null ? [] : [{ ...read, rule: 'connections' }];

const speaksOfTcp = ({ protocol, code }: Tolerance): boolean =>
  protocol.test('tcp') && failures.some((flag) => code.test(flag));

/** The tolerances of connections: those written for them, else Weft's own. What is written for requests says nothing of them. */
export const connectionTolerances = (tolerances: readonly Tolerance[]): readonly Tolerance[] =>
  tolerances.some(speaksOfTcp) ? tolerances : connections;
