'use client';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { Finding } from '#lib/core/finding.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { fieldHover } from './field-hover.ts';
import { findingMarks } from './finding-marks.ts';
import { lineOfField, placeFindings } from './place-findings.ts';
import { bookkeepingFolds, yamlBase } from './yaml-base.ts';

interface YamlViewProps {
  readonly text: string;
  readonly label: string;
  /** Whose schemas explain the fields. */
  readonly cluster: ClusterId;
  readonly findings: readonly Finding[];
  /** The field that is looked for; empty for none. */
  readonly path: string;
}

/** YAML to read: numbered, folding, bookkeeping folded from the start, with findings at the lines that they are about. */
export function YamlView({ text, label, cluster, findings, path }: YamlViewProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const sought = path === '' ? null : lineOfField(text, path);
    const view = new EditorView({
      parent: host.current,
      doc: text,
      extensions: [
        EditorState.readOnly.of(true),
        yamlBase,
        fieldHover(cluster),
        findingMarks(placeFindings(text, findings), sought),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true' }),
      ],
    });
    const seek =
      sought === null ? [] : [EditorView.scrollIntoView(view.state.doc.line(sought).from, { y: 'center' })];
    view.dispatch({ effects: [...bookkeepingFolds(text), ...seek] });
    return () => view.destroy();
  }, [text, label, cluster, findings, path]);
  return <div ref={host} className="h-full min-h-0 overflow-hidden" />;
}
