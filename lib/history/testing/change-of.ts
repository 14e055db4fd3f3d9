import { epochSeconds } from '#lib/core/units.ts';
import { refTo } from '#lib/k8s/testing/ref-to.ts';
import type { ChangeRecord } from '../change-record.ts';

/** A watched edit of Service `cart`, made by nobody known, as far as a test does not say otherwise. `at` in Unix seconds. */
export function changeOf(
  at: number,
  { id = 'one', name = 'cart', ...rest }: Partial<ChangeRecord> & { readonly name?: string } = {},
): ChangeRecord {
  return {
    id,
    what: 'edited',
    at: epochSeconds.parse(at),
    object: refTo('Service', name),
    by: null,
    note: '',
    fields: [],
    more: 0,
    seen: 'watched',
    ...rest,
  };
}
