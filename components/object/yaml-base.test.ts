import { foldedRanges } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { bookkeepingFolds, yamlBase } from './yaml-base.ts';

const annotation = `  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"kind":"VirtualService"}
`;
const managed = `  managedFields:
    - manager: kubectl
`;

/** The text that is folded from the start. */
function folded(text: string): string[] {
  const opened = EditorState.create({ doc: text, extensions: yamlBase });
  const { state } = opened.update({ effects: bookkeepingFolds(text) });
  const found: string[] = [];
  foldedRanges(state).between(0, text.length, (from, to) => {
    found.push(text.slice(from, to).trim());
  });
  return found;
}

test.each([
  ['the annotation first', annotation + managed, ['{"kind":"VirtualService"}', '- manager: kubectl']],
  ['managed fields first', managed + annotation, ['- manager: kubectl', '{"kind":"VirtualService"}']],
])('both blocks of bookkeeping are folded: %s', (_, inside, expected) => {
  expect(folded(`metadata:\n${inside}  name: cart\nspec: {}\n`)).toEqual(expected);
});
