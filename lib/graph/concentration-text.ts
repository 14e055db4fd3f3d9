import { plural } from '#lib/format/ellipsis.ts';
import { formatShare } from '#lib/format/share.ts';
import type { BreakdownPart, Dimension } from './breakdown.ts';

/** What a key of a dimension is called, in the singular. */
export const dimensionWord: Readonly<Record<Dimension, string>> = {
  pod: 'pod',
  node: 'node',
  zone: 'zone',
  version: 'version',
  caller: 'caller',
  'caller-pod': 'caller pod',
};

/** More names than this make a list, not a sentence. */
const mostNamed = 3;

const named = (keys: readonly string[]): string =>
  keys.length <= mostNamed
    ? keys.join(', ')
    : `${keys.slice(0, mostNamed).join(', ')} and ${keys.length - mostNamed} more`;

/** One sentence on how errors are spread in a dimension; null where there are none. */
export function errorsSentence({ dimension, concentration }: BreakdownPart): string | null {
  const { kind, keys, errors, requests, of } = concentration;
  const word = dimensionWord[dimension];
  const some = `${keys.length} of ${plural(of, word)}`;
  switch (kind) {
    case 'none':
      return null;
    case 'too-few':
      return `There are too few errors to tell one ${word} from another.`;
    case 'single':
      return `There is only one ${word}.`;
    case 'even':
      return `The errors are spread over all ${plural(of, word)} alike.`;
    case 'concentrated':
      return `${errors === 1 ? 'All errors' : `${formatShare(errors)} of the errors`} are from ${some}, with ${formatShare(requests)} of the requests: ${named(keys)}.`;
    case 'uneven':
      return `${some} ${keys.length === 1 ? 'fails' : 'fail'} more than the others, which fail too: ${named(keys)}.`;
  }
}

/** One sentence on keys that are slow where the others are not; null where none is. */
export function slowSentence({ dimension, slow, rows }: BreakdownPart): string | null {
  if (slow.length === 0) return null;
  const takes = slow.length === 1 ? 'takes' : 'take';
  return `${slow.length} of ${plural(rows.length, dimensionWord[dimension])} ${takes} more than twice as long as the others: ${named(slow)}.`;
}
