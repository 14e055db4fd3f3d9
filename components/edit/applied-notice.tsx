'use client';
import { CircleCheck, Undo2, X } from 'lucide-react';
import { useUndo } from '#components/data/use-apply.ts';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { ApplyResponse } from '#lib/api/edit-contract.ts';
import { objectName } from '#lib/core/object-ref.ts';
import { ApplyFailure } from './apply-failure.tsx';

interface AppliedNoticeProps {
  readonly applied: ApplyResponse;
  readonly onClose: () => void;
  readonly onUndone?: () => void;
}

const did = { patch: 'changed', create: 'created', delete: 'deleted' } as const;

/** What has just been written, with the way back one click away. */
export function AppliedNotice({ applied, onClose, onUndone }: AppliedNoticeProps) {
  const undo = useUndo();
  const said = applied.steps.map((step) => `${objectName(step.object)} is ${did[step.do]}`).join('. ');
  return (
    <div className="m-3 mb-0" role="status">
      {undo.error === null ? null : <ApplyFailure error={undo.error} />}
      <Notice icon={CircleCheck} tone="info">
        <div className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 flex-1">{undo.isSuccess ? 'It has been taken back.' : `${said}.`}</span>
          {undo.isSuccess || applied.back === null ? null : (
            <Button
              look="outline"
              onClick={() => undo.mutate(applied.change, { onSuccess: () => onUndone?.() })}
              disabled={undo.isPending}
            >
              <Undo2 size={14} strokeWidth={1.75} aria-hidden /> {undo.isPending ? 'Taking back' : 'Undo'}
            </Button>
          )}
          <IconButton icon={X} label="Close" onClick={onClose} />
        </div>
      </Notice>
    </div>
  );
}
