import { ambientCodes } from './codes/ambient.ts';
import type { CodeInfo, FindingArgs } from './codes/code-info.ts';
import { istioCodes } from './codes/istio.ts';
import { observedCodes } from './codes/observed.ts';
import { codesOfKiali } from './codes/of-kiali.ts';
import { schemaCodes } from './codes/schema.ts';
import { weftCodes } from './codes/weft.ts';

/** The catalogue of findings. Codes that Istio's analyzers have keep their ISTnnnn names; the others are WEFTnnnn. */
export const codes = {
  ...istioCodes,
  ...codesOfKiali,
  ...ambientCodes,
  ...schemaCodes,
  ...weftCodes,
  ...observedCodes,
} as const satisfies Record<string, CodeInfo>;

export type Code = keyof typeof codes;

/** What the catalogue says of a code; null for one that it lacks (an answer of a newer server). */
export function codeInfo(code: string): CodeInfo | null {
  return Object.hasOwn(codes, code) ? codes[code as Code] : null;
}

/** The message of a finding; a code that the catalogue lacks is shown as it is. */
export function findingText(finding: { readonly code: string; readonly args: FindingArgs }): string {
  return codeInfo(finding.code)?.text(finding.args) ?? finding.code;
}
