import type { GraphEdge, GraphNode } from '#lib/graph/model.ts';
import { countOf, rowsOf, sidesOf, withFlag } from './rows.ts';
import type { MadeBy, Outcome } from './symptom.ts';

/** What the caller's proxy writes where it sends nothing at all, or stops waiting. */
const ofCallerProxy = [
  'NR',
  'NC',
  'UH',
  'UO',
  'FI',
  'DI',
  'RL',
  'RLSE',
  'UAEX',
  'DF',
  'UT',
  'UMSDR',
  'RFCF',
  'DPE',
  'SI',
  'NFCF',
];
const ofCallerProxyTcp = ['DENY'];
const ofWire = ['UF', 'CONNECT'];
const ofBrokenOff = ['UC', 'UR', 'LR'];
const ofCaller = ['DC', 'DR'];
/** What the callee's own proxy writes when it answers in place of the application. */
const ofCalleeProxy = ['RL', 'RLSE', 'UAEX', 'OM', 'DPE', 'NFCF', 'FI', 'DI', 'UO', 'NR', 'NC', 'UH', 'DO'];

/** Codes that a proxy as well as an application answers, without a flag. */
const refusals = (code: string, grpcStatus: string | null): boolean =>
  ['401', '403', '429'].includes(code) || ['7', '16'].includes(grpcStatus ?? '');

/** Where errors of an outcome are made, by what each end of the edge reports of them. */
export function madeByOf(
  edge: GraphEdge,
  { code, grpcStatus, flags }: Outcome,
  failsBehind: (target: GraphNode['id']) => boolean,
): MadeBy {
  const has = (list: readonly string[]) => flags.some((flag) => list.includes(flag));
  const { caller, callee } = sidesOf(edge);
  const arrived = rowsOf(edge, callee);
  if (caller === null) return withoutCaller(edge, { code, grpcStatus, flags }, failsBehind);
  if (has([...ofCallerProxy, ...ofCallerProxyTcp])) return 'caller-proxy';
  if (has(ofWire)) return 'wire';
  // The callee's proxy tells of it as well: its application refused or broke off.
  if (has(ofBrokenOff))
    return countOf(withFlag(arrived, [...ofWire, ...ofBrokenOff])) > 0 ? 'callee-app' : 'wire';
  if (has(ofCaller)) return 'caller-app';
  if (countOf(withFlag(arrived, ofCalleeProxy)) > 0) return 'callee-proxy';
  if (countOf(withFlag(arrived, [...ofWire, ...ofBrokenOff])) > 0) return 'callee-app';
  if (refusals(code, grpcStatus)) return 'cannot-tell';
  return failsBehind(edge.target) ? 'behind' : 'callee-app';
}

/** Only the callee's proxy tells: of a caller without a proxy, or of tries that a retry hid from the caller. */
function withoutCaller(
  edge: GraphEdge,
  { code, grpcStatus, flags }: Outcome,
  failsBehind: (target: GraphNode['id']) => boolean,
): MadeBy {
  const has = (list: readonly string[]) => flags.some((flag) => list.includes(flag));
  if (has(ofCaller)) return 'caller-app';
  if (has(ofCalleeProxy)) return 'callee-proxy';
  if (has([...ofWire, ...ofBrokenOff])) return 'callee-app';
  if (refusals(code, grpcStatus)) return 'cannot-tell';
  return failsBehind(edge.target) ? 'behind' : 'callee-app';
}
