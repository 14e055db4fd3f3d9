'use client';
import { MergeView, unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { yamlBase } from '#components/object/yaml-base.ts';

interface YamlDiffProps {
  /** Empty for what is not there yet. */
  readonly before: string;
  /** Empty for what will be gone. */
  readonly after: string;
  readonly label: string;
  /** Two columns, where there is room for them. */
  readonly wide: boolean;
}

const collapseUnchanged = { margin: 3, minSize: 6 };

const readOnly = (label: string): Extension => [
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  yamlBase,
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  EditorView.theme({
    '&': { height: 'auto' },
    '.cm-changedLine, .cm-insertedLine': { backgroundColor: 'var(--ok-quiet)' },
    '.cm-deletedChunk, &.cm-merge-a .cm-changedLine': { backgroundColor: 'var(--fail-quiet)' },
    '&.cm-merge-b .cm-changedLine': { backgroundColor: 'var(--ok-quiet)' },
    '&.cm-merge-a .cm-changedText': { background: 'color-mix(in srgb, var(--fail) 10%, transparent)' },
    '&.cm-merge-b .cm-changedText': { background: 'color-mix(in srgb, var(--ok) 10%, transparent)' },
    '.cm-changedText, .cm-insertedLine .cm-changedText': {
      background: 'color-mix(in srgb, var(--ok) 10%, transparent)',
    },
    '.cm-deletedChunk .cm-deletedText': { background: 'color-mix(in srgb, var(--fail) 10%, transparent)' },
    '.cm-collapsedLines': {
      background: 'var(--sunken)',
      color: 'var(--muted)',
      padding: '2px 12px',
    },
    // The library's arrows are in no font that is there.
    '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '""' },
  }),
];

/** What changes in the YAML of an object: removed lines beside or above those that come in their place, the rest folded away. */
export function YamlDiff({ before, after, label, wide }: YamlDiffProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const parent = host.current;
    if (parent === null) return;
    if (wide && before !== '' && after !== '') {
      const view = new MergeView({
        parent,
        a: { doc: before, extensions: readOnly(`${label} as it is`) },
        b: { doc: after, extensions: readOnly(`${label} as it would be`) },
        collapseUnchanged,
        gutter: true,
      });
      return () => view.destroy();
    }
    const view = new EditorView({
      parent,
      doc: after,
      extensions: [
        unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged, gutter: true }),
        readOnly(label),
      ],
    });
    return () => view.destroy();
  }, [before, after, label, wide]);
  return <div ref={host} className="weft-diff max-h-[60vh] overflow-auto" />;
}
