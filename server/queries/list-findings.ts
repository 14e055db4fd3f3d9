import type { FindingsResponse, SeenFinding } from '#lib/api/findings-contract.ts';
import type { Finding, FindingLevel } from '#lib/core/finding.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { countFindings } from '#lib/graph/decorate/findings.ts';
import { nodeShowing, type ShownAt } from '#lib/graph/decorate/node-showing.ts';
import type { MeshSnapshot } from '#lib/mesh/snapshot.ts';
import { filterFindings } from '#lib/validation/list/filter-findings.ts';
import type { Context } from '../context.ts';
import { type Known, knownFindings, readableFindings } from './findings.ts';
import { firstSeen, watchedSince } from './note-seen.ts';
import { shared } from './shared.ts';
import { unreadKinds } from './unread-kinds.ts';

export interface FindingsQuery {
  readonly namespaces: readonly string[];
  readonly kind: readonly string[];
  readonly level: readonly FindingLevel[];
  readonly code: readonly string[];
  readonly text: string;
  readonly since: EpochSeconds | null;
  readonly suppressed: boolean;
}

interface Listed {
  readonly every: readonly Finding[];
  readonly unread: string;
  readonly response: FindingsResponse;
}

/** What is wrong with the configuration as it is now, as far as the viewer may read the objects that it is wrong with. */
export function listFindings(ctx: Context, query: FindingsQuery): FindingsResponse {
  const snapshot = ctx.kube.snapshot();
  const known = knownFindings(ctx, snapshot);
  const { namespaces } = ctx.viewer;
  const all =
    namespaces === null ? wholeList(ctx, known, snapshot) : listOf(ctx, known, snapshot, namespaces);
  if (asksForAll(query)) return all;
  const passed = filterFindings(all.findings, {
    ...query,
    kinds: query.kind,
    levels: query.level,
    codes: query.code,
    suppressed: true,
  });
  const active = passed.filter(({ suppressed }) => suppressed === undefined);
  return {
    ...all,
    findings: query.suppressed ? [...passed] : active,
    counts: countFindings(active),
    suppressed: passed.length - active.length,
  };
}

const asksForAll = ({ namespaces, kind, level, code, text, since, suppressed }: FindingsQuery): boolean =>
  suppressed &&
  since === null &&
  text === '' &&
  [namespaces, kind, level, code].every((list) => list.length === 0);

/** For who may read everything: the same value for as long as nothing of it changes, so that it is written once. */
function wholeList(ctx: Context, known: Known, snapshot: MeshSnapshot): FindingsResponse {
  const kept = shared(ctx.kube, 'findings-list', (): { last: Listed | null } => ({ last: null }));
  const unread = JSON.stringify([unreadKinds(snapshot), watchedSince(ctx)]);
  const { last } = kept;
  const { every } = known;
  const isSame =
    last?.unread === unread &&
    last.every.length === every.length &&
    last.every.every((finding, i) => finding === every[i]);
  if (isSame) return last.response;
  const response = listOf(ctx, known, snapshot, null);
  kept.last = { every, unread, response };
  return response;
}

function listOf(
  ctx: Context,
  { every }: Known,
  snapshot: MeshSnapshot,
  namespaces: ReadonlySet<string> | null,
): FindingsResponse {
  const nodes = new Map<string, ShownAt | null>();
  const nodeOf = ({ object }: Finding): SeenFinding['node'] => {
    const key = objectKey(object);
    const known = nodes.get(key);
    const shown = known === undefined ? nodeShowing(snapshot, object) : known;
    nodes.set(key, shown);
    return shown !== null && (namespaces?.has(shown.namespace) ?? true) ? shown.node : null;
  };
  const readable = readableFindings(every, namespaces);
  const findings = readable.map((finding) => ({
    ...finding,
    since: firstSeen(ctx, finding),
    node: nodeOf(finding),
  }));
  const active = readable.filter(({ suppressed }) => suppressed === undefined);
  return {
    findings,
    counts: countFindings(active),
    suppressed: readable.length - active.length,
    watchedSince: watchedSince(ctx),
    unread: unreadKinds(snapshot),
  };
}
