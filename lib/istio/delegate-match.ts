import type { HttpMatch, StringMatch } from './networking-types.ts';

/**
 * The place of the first match of a delegate's rule that lies within none of the matches that are delegated; null where all
 * do. Istio leaves out the whole rule then (mergeHTTPMatchRequests, istio/istio pilot/pkg/model 86c9f01f).
 */
export function outsideOfDelegation(
  delegated: readonly HttpMatch[],
  own: readonly HttpMatch[],
): number | null {
  if (delegated.length === 0) return null;
  const at = own.findIndex((leaf) => delegated.every((root) => conflict(root, leaf)));
  return at === -1 ? null : at;
}

const texts = ['uri', 'scheme', 'method', 'authority'] as const;
const maps = ['headers', 'withoutHeaders', 'queryParams'] as const;

function conflict(root: HttpMatch, leaf: HttpMatch): boolean {
  return (
    texts.some((field) => textConflict(root[field], leaf[field])) ||
    maps.some((field) =>
      Object.entries(leaf[field] ?? {}).some(([key, match]) => textConflict(root[field]?.[key], match)),
    ) ||
    (root.ignoreUriCase ?? false) !== (leaf.ignoreUriCase ?? false) ||
    (Boolean(root.port) && Boolean(leaf.port) && root.port !== leaf.port) ||
    (Boolean(root.sourceNamespace) && leaf.sourceNamespace !== root.sourceNamespace) ||
    Object.entries(leaf.sourceLabels ?? {}).some(
      ([key, value]) => (root.sourceLabels?.[key] ?? value) !== value,
    )
  );
}

function textConflict(root: StringMatch | undefined, leaf: StringMatch | undefined): boolean {
  if (root === undefined || leaf === undefined) return false;
  // What a regular expression covers is not worked out: it may only meet an empty match.
  if (root.regex && (leaf.regex || leaf.prefix || leaf.exact)) return true;
  if (leaf.regex && (root.regex || root.prefix || root.exact)) return true;
  if (root.exact) return Boolean(leaf.prefix) || leaf.exact !== root.exact;
  const within = leaf.prefix || leaf.exact || '';
  return !root.prefix || !within.startsWith(root.prefix);
}
