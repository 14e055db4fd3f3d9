'use client';
import { Link2, Pin, PinOff, SquareFunction, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { PanelFrame } from './panel-frame.ts';

interface PanelHeadProps {
  readonly title: ReactNode;
  readonly frame: PanelFrame;
  /** The queries behind the numbers; null while they are not known. */
  readonly promql: readonly { readonly name: string; readonly promql: string }[] | null;
  readonly children?: ReactNode;
}

/** Title of the inspector and what can be done with the whole of it. */
export function PanelHead({ title, frame, promql, children }: PanelHeadProps) {
  return (
    <header className="shrink-0 px-4 pt-2 pb-3">
      <div className="flex items-start gap-2">
        <h2 className="min-w-0 flex-1 break-words pt-1 font-semibold text-base">{title}</h2>
        <div className="flex">
          <CopyButton compact icon={Link2} label="Copy link" text={() => window.location.href} />
          {promql && promql.length > 0 ? (
            <CopyButton
              compact
              icon={SquareFunction}
              label="Copy PromQL"
              text={() => promql.map(({ name, promql: text }) => `# ${name}\n${text}`).join('\n\n')}
            />
          ) : null}
          <IconButton
            icon={frame.pinned ? PinOff : Pin}
            label={frame.pinned ? 'Unpin: follow the selection' : 'Pin: stay with this'}
            aria-pressed={frame.pinned}
            onClick={frame.onPin}
          />
          <IconButton icon={X} label="Close" keys="Esc" onClick={frame.onClose} />
        </div>
      </div>
      {children}
    </header>
  );
}
