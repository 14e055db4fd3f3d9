import type { FindingLevel } from '#lib/core/finding.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import { kialiCodesOf } from '../codes/kiali.ts';
import { codeInfo, findingText } from '../codes.ts';
import type { ListedFinding } from './group-by-cause.ts';

/** Which findings are wanted. An empty list asks for nothing in particular: all pass. */
export interface FindingFilter {
  readonly namespaces: readonly string[];
  readonly kinds: readonly string[];
  readonly levels: readonly FindingLevel[];
  /** Codes of Istio, Weft or Kiali. */
  readonly codes: readonly string[];
  /** Words that must all occur in the text, the object, the field or the code. */
  readonly text: string;
  /** Only what was first seen at this moment or after. */
  readonly since: EpochSeconds | null;
  readonly suppressed: boolean;
}

export const everyFinding: FindingFilter = {
  namespaces: [],
  kinds: [],
  levels: [],
  codes: [],
  text: '',
  since: null,
  suppressed: true,
};

const has = <T>(wanted: readonly T[], value: T): boolean => wanted.length === 0 || wanted.includes(value);

/** The findings that a filter lets pass, in their order. A Namespace counts as of itself. */
export function filterFindings<F extends ListedFinding>(
  findings: readonly F[],
  { namespaces, kinds, levels, codes, text, since, suppressed }: FindingFilter,
): readonly F[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return findings.filter((finding) => {
    const { kind, namespace, name } = finding.object;
    return (
      (suppressed || finding.suppressed === undefined) &&
      has(namespaces, namespace ?? (kind === 'Namespace' ? name : '')) &&
      has(kinds, kind) &&
      has(levels, finding.level) &&
      (codes.length === 0 || [finding.code, ...kialiCodesOf(finding)].some((code) => codes.includes(code))) &&
      (since === null || (finding.since !== null && finding.since >= since)) &&
      (words.length === 0 || occurIn(words, finding))
    );
  });
}

function occurIn(words: readonly string[], finding: ListedFinding): boolean {
  const { kind, namespace, name } = finding.object;
  const whole = [
    finding.code,
    ...kialiCodesOf(finding),
    codeInfo(finding.code)?.summary ?? '',
    findingText(finding),
    kind,
    `${namespace ?? ''}/${name}`,
    finding.path,
  ]
    .join(' ')
    .toLowerCase();
  return words.every((word) => whole.includes(word));
}
