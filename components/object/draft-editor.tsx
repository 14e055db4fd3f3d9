'use client';
import { type ReactNode, useMemo } from 'react';
import type { useReview } from '#components/data/use-review.ts';
import type { ClusterId } from '#lib/core/ids.ts';
import { DraftPanel } from './draft-panel.tsx';
import { YamlEditor } from './yaml-editor.tsx';

interface DraftEditorProps {
  readonly start: string;
  readonly label: string;
  readonly cluster: ClusterId;
  readonly review: ReturnType<typeof useReview>;
  readonly onChange: (text: string) => void;
  /** Why the draft cannot go further; null while nothing stands in the way. */
  readonly hindrance: string | null;
  /** What is to be known of the draft otherwise. */
  readonly note: string;
  /** What can be done with it. */
  readonly children: ReactNode;
}

/** YAML to write, with what it would do to the findings beside it as it is typed. */
export function DraftEditor({
  start,
  label,
  cluster,
  review,
  onChange,
  hindrance,
  note,
  children,
}: DraftEditorProps) {
  const { loaded } = review;
  const placed = useMemo(() => {
    if (loaded.state !== 'ready') return [];
    const { appeared, kept } = loaded.data;
    return [...appeared, ...kept].flatMap(({ line, ...finding }) =>
      line === null ? [] : [{ line, finding }],
    );
  }, [loaded]);
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex shrink-0 items-center gap-2 border-line border-b bg-surface px-4 py-1.5">
          <p
            role="status"
            className={`min-w-0 flex-1 ${hindrance === null ? 'truncate text-muted' : 'text-fail'}`}
          >
            {hindrance ?? note}
          </p>
          {children}
        </div>
        <div className="min-h-0 flex-1">
          <YamlEditor
            start={start}
            label={`Draft of ${label}`}
            cluster={cluster}
            onChange={onChange}
            findings={placed}
          />
        </div>
      </div>
      <aside
        aria-label="What the draft would do"
        className="w-96 shrink-0 overflow-y-auto border-line border-l bg-surface"
      >
        <DraftPanel review={review} />
      </aside>
    </div>
  );
}
