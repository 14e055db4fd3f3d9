import type { SeenFinding } from '#lib/api/findings-contract.ts';
import { codeInfo } from '#lib/validation/codes.ts';
import type { CauseGroup } from '#lib/validation/list/group-by-cause.ts';

/** A cause in a sentence: what all of its findings say of one thing, else what the code means. */
export const causeTitle = ({ cause, text }: CauseGroup<SeenFinding>): string =>
  (cause.culprit === null ? null : text) ?? codeInfo(cause.code)?.summary ?? cause.code;
