'use client';
import { Undo2 } from 'lucide-react';
import { asApiError } from '#components/data/api-error.ts';
import { useUndo } from '#components/data/use-apply.ts';
import { Button } from '#components/ui/button.tsx';

interface UndoButtonProps {
  readonly change: string;
  /** What it takes back, where several stand beside one another. */
  readonly of?: string;
  readonly onUndone?: () => void;
}

/** Takes a change back with one click, and says why where that cannot be. */
export function UndoButton({ change, of, onUndone }: UndoButtonProps) {
  const undo = useUndo();
  const error = undo.error === null ? null : asApiError(undo.error);
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-2">
      {error === null ? null : (
        <span role="alert" className="text-fail">
          {`${error.message} ${error.cure ?? ''}`}
        </span>
      )}
      <Button
        look="outline"
        disabled={undo.isPending || undo.isSuccess}
        aria-label={of === undefined ? undefined : `Undo ${of}`}
        onClick={() => undo.mutate(change, { onSuccess: () => onUndone?.() })}
      >
        <Undo2 size={14} strokeWidth={1.75} aria-hidden /> {undo.isPending ? 'Taking it back' : 'Undo'}
      </Button>
    </span>
  );
}
