'use client';
import { useMemo, useState } from 'react';
import { useReview } from '#components/data/use-review.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { DraftPanel } from './draft-panel.tsx';
import { YamlEditor } from './yaml-editor.tsx';

interface DraftViewProps {
  readonly object: ObjectRef;
  readonly start: string;
  readonly label: string;
  readonly onClose: () => void;
}

/** A draft of an object, and what it would do to the findings as it is typed. The object itself is not touched. */
export function DraftView({ object, start, label, onClose }: DraftViewProps) {
  const [text, setText] = useState(start);
  const review = useReview({ text, cluster: object.cluster, namespace: object.namespace ?? 'default' });
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
          <p className="min-w-0 flex-1 truncate text-muted">A draft: the object stays as it is.</p>
          <CopyButton label="Copy draft" text={() => text} />
          <Button look="outline" onClick={onClose}>
            Discard
          </Button>
        </div>
        <div className="min-h-0 flex-1">
          <YamlEditor
            start={start}
            label={`Draft of ${label}`}
            cluster={object.cluster}
            onChange={setText}
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
