'use client';
import { history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { Compartment } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { ClusterId } from '#lib/core/ids.ts';
import { fieldComplete } from './field-complete.ts';
import { fieldHover } from './field-hover.ts';
import { findingMarks } from './finding-marks.ts';
import type { PlacedFinding } from './place-findings.ts';
import { bookkeepingFolds, yamlBase } from './yaml-base.ts';

interface YamlEditorProps {
  /** What it begins with; what is typed afterwards is told by `onChange`. */
  readonly start: string;
  readonly label: string;
  /** Whose schemas explain the fields. */
  readonly cluster: ClusterId;
  readonly onChange: (text: string) => void;
  readonly findings: readonly PlacedFinding[];
}

/** YAML to write, with the findings that the draft would have at their lines. Esc and then Tab leaves it by keyboard. */
export function YamlEditor({ start, label, cluster, onChange, findings }: YamlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef<{ readonly view: EditorView; readonly marks: Compartment } | null>(null);
  const told = useRef(onChange);
  told.current = onChange;
  useEffect(() => {
    if (!host.current) return;
    const marks = new Compartment();
    const view = new EditorView({
      parent: host.current,
      doc: start,
      extensions: [
        yamlBase,
        fieldHover(cluster),
        fieldComplete(cluster),
        history(),
        keymap.of([...historyKeymap, indentWithTab]),
        marks.of([]),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) told.current(update.state.doc.toString());
        }),
      ],
    });
    shown.current = { view, marks };
    view.dispatch({ effects: bookkeepingFolds(start) });
    view.focus();
    return () => {
      view.destroy();
      shown.current = null;
    };
  }, [start, label, cluster]);
  useEffect(() => {
    if (shown.current === null) return;
    const { view, marks } = shown.current;
    view.dispatch({ effects: marks.reconfigure(findingMarks(findings, null)) });
  }, [findings]);
  return <div ref={host} className="h-full min-h-0 overflow-hidden" />;
}
