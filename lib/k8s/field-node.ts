import { type Document, isMap, isNode, isScalar, isSeq, type Node } from 'yaml';
import { parseFieldPath } from './field-path.ts';

/**
 * The node of a document where a field stands: its key, or its item in a list. Where the field is not written, the nearest
 * part that is. Null for an empty document.
 */
export function fieldNode(document: Document, path: string): Node | null {
  let value: unknown = document.contents;
  let found: Node | null = isNode(value) ? value : null;
  for (const step of parseFieldPath(path)) {
    if (isMap(value)) {
      const pair = value.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return found;
      if (isNode(pair.key)) found = pair.key;
      value = pair.value;
    } else if (isSeq(value) && typeof step === 'number') {
      value = value.items[step];
      if (!isNode(value)) return found;
      found = value;
    } else {
      return found;
    }
  }
  return found;
}
