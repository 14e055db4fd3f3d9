import { CopyPlus } from 'lucide-react';
import type { RouteMirror } from '#lib/edit/split/route-rule.ts';
import { targetName } from '#lib/edit/split/split-sentence.ts';
import { formatPercent } from '#lib/format/share.ts';
import { NumberEntry } from './number-entry.tsx';
import type { SplitDraft } from './use-split-draft.ts';

interface MirrorRowsProps {
  readonly mirrors: readonly RouteMirror[];
  readonly draft: SplitDraft;
  readonly disabled: boolean;
}

/** Where copies of the rule's requests go, and of how many: the answers are dropped, and none of it is a share. */
export function MirrorRows({ mirrors, draft, disabled }: MirrorRowsProps) {
  return mirrors.map((mirror, i) => {
    const name = targetName(mirror);
    const declared = mirror.percent ?? 100;
    const wanted = draft.mirrors[i] ?? declared;
    return (
      <div key={mirror.path.join('.')} className="flex items-center gap-3 border-line border-t px-3 py-1.5">
        <CopyPlus size={14} strokeWidth={1.75} aria-hidden className="shrink-0 text-muted" />
        <p className="min-w-0 flex-1 truncate">
          Copies go to <span className="font-medium">{name}</span>
          <span className="text-muted">
            {mirror.percent === null
              ? ', no percentage is written: of everything'
              : ', its answers are dropped'}
          </span>
        </p>
        {wanted === declared ? null : (
          <span className="tabular whitespace-nowrap">
            <span className="text-muted">{formatPercent(declared)} → </span>
            <span className="font-medium text-accent">{formatPercent(wanted)}</span>
          </span>
        )}
        <span className="w-24 shrink-0">
          <NumberEntry
            label={`Copies to ${name}`}
            value={wanted}
            max={100}
            fractions
            unit="%"
            disabled={disabled}
            onEnter={(percent) => draft.mirror(i, percent)}
          />
        </span>
      </div>
    );
  });
}
