import { defaultKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  codeFolding,
  foldEffect,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  syntaxHighlighting,
} from '@codemirror/language';
import type { Extension, StateEffect } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { foldedBlock } from './folded-block.ts';

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.special(tags.string), tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--tcp)' },
  { tag: tags.comment, color: 'var(--faint)' },
  { tag: [tags.punctuation, tags.separator], color: 'var(--muted)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '12.5px', backgroundColor: 'var(--surface)' },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono, "JetBrains Mono Variable", monospace)',
    lineHeight: '20px',
  },
  '.cm-gutters': {
    backgroundColor: 'var(--surface)',
    color: 'var(--faint)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--sunken)',
    border: '1px solid var(--line)',
    color: 'var(--muted)',
    padding: '0 6px',
  },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground': { backgroundColor: 'var(--accent-quiet)' },
});

/** YAML as it is read and edited: numbered, folding, in the colours of the page. */
export const yamlBase: Extension = [
  lineNumbers(),
  codeFolding(),
  foldGutter(),
  drawSelection(),
  yaml(),
  syntaxHighlighting(colours),
  look,
  keymap.of([...defaultKeymap, ...foldKeymap]),
];

/** What the API server and kubectl keep for themselves: nobody wrote it to be read. */
const bookkeeping = ['managedFields', 'kubectl.kubernetes.io/last-applied-configuration'];

/** Folds what is bookkeeping in a text, as the effects of one transaction: CodeMirror takes the folds of one only in order. */
export const bookkeepingFolds = (text: string): readonly StateEffect<unknown>[] =>
  bookkeeping
    .flatMap((key) => foldedBlock(text, key) ?? [])
    .sort((a, b) => a.from - b.from)
    .map((fold) => foldEffect.of(fold));
