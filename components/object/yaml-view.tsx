'use client';
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
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { Finding } from '#lib/core/finding.ts';
import { findingMarks } from './finding-marks.ts';
import { foldedBlock } from './folded-block.ts';
import { lineOfField, placeFindings } from './place-findings.ts';

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

const fixed = [
  EditorState.readOnly.of(true),
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

interface YamlViewProps {
  readonly text: string;
  readonly label: string;
  readonly findings: readonly Finding[];
  /** The field that is looked for; empty for none. */
  readonly path: string;
}

/** YAML to read: numbered, folding, bookkeeping folded from the start, with findings at the lines that they are about. */
export function YamlView({ text, label, findings, path }: YamlViewProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const sought = path === '' ? null : lineOfField(text, path);
    const view = new EditorView({
      parent: host.current,
      doc: text,
      extensions: [
        ...fixed,
        findingMarks(placeFindings(text, findings), sought),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true' }),
      ],
    });
    const folds = bookkeeping.flatMap((key) => foldedBlock(text, key) ?? []);
    const seek =
      sought === null ? [] : [EditorView.scrollIntoView(view.state.doc.line(sought).from, { y: 'center' })];
    view.dispatch({ effects: [...folds.map((fold) => foldEffect.of(fold)), ...seek] });
    return () => view.destroy();
  }, [text, label, findings, path]);
  return <div ref={host} className="h-full min-h-0 overflow-hidden" />;
}
