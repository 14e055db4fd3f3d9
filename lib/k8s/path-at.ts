import { isMap, isNode, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { fieldIn } from './field-path.ts';

/**
 * The field whose key, or whose plain value, stands at an offset of a text of YAML, as findings write fields; null where there is
 * none. A text that is broken elsewhere is read as far as it goes.
 */
export function pathAt(text: string, offset: number): string | null {
  return within(parseDocument(text).contents, '', offset);
}

const covers = (node: unknown, offset: number): node is Node => {
  const range = isNode(node) ? node.range : null;
  return range != null && range[0] <= offset && offset <= range[1];
};

function within(node: unknown, path: string, offset: number): string | null {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue;
      const at = fieldIn(path, String(key.value));
      if (covers(key, offset)) return at;
      if (!covers(value, offset)) continue;
      return isScalar(value) ? at : within(value, at, offset);
    }
  } else if (isSeq(node)) {
    const i = node.items.findIndex((item) => covers(item, offset));
    if (i >= 0) return isScalar(node.items[i]) ? path : within(node.items[i], `${path}[${i}]`, offset);
  }
  return null;
}
