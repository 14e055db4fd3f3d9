import type { Check } from '#lib/core/check.ts';

export const passes = (code: string, says: string): Check => ({
  code,
  outcome: 'passes',
  says,
  cure: null,
  confirm: null,
});

export const warns = (code: string, says: string, cure: string | null = null): Check => ({
  ...passes(code, says),
  outcome: 'warns',
  cure,
});

/** `confirm` is the word by which a person passes it; null where nothing does. */
export const blocks = (code: string, says: string, cure: string | null, confirm: string | null): Check => ({
  code,
  outcome: 'blocks',
  says,
  cure,
  confirm,
});

export const unknown = (code: string, says: string): Check => ({ ...passes(code, says), outcome: 'unknown' });
