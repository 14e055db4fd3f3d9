import { useId } from 'react';
import { cx } from '#components/ui/cx.ts';
import type { Check } from '#lib/core/check.ts';
import { checkLooks, checkOrder } from './check-looks.ts';

interface CheckListProps {
  readonly checks: readonly Check[];
  /** What was typed for each check, by its word. */
  readonly typed: ReadonlyMap<string, string>;
  readonly onType: (word: string, text: string) => void;
}

/** The checks of a change, what blocks first; one that may be passed has a place to type its word. */
export function CheckList({ checks, typed, onType }: CheckListProps) {
  const sorted = checks.toSorted((a, b) => checkOrder.indexOf(a.outcome) - checkOrder.indexOf(b.outcome));
  return (
    <ul>
      {sorted.map((check) => (
        <CheckRow
          key={`${check.code} ${check.says}`}
          check={check}
          typed={typed.get(check.confirm ?? '') ?? ''}
          onType={onType}
        />
      ))}
    </ul>
  );
}

interface CheckRowProps {
  readonly check: Check;
  readonly typed: string;
  readonly onType: CheckListProps['onType'];
}

function CheckRow({ check: { outcome, says, cure, confirm }, typed, onType }: CheckRowProps) {
  const { icon: Icon, word, text } = checkLooks[outcome];
  return (
    <li className="flex gap-2 border-line border-t py-2 first:border-t-0">
      <Icon size={15} strokeWidth={1.75} className={cx('mt-0.5 shrink-0', text)} aria-hidden />
      <div className="min-w-0 flex-1">
        <p className="break-words">
          <span className={cx('font-medium', text)}>{word}.</span> {says}
        </p>
        {cure === null ? null : <p className="mt-0.5 break-words text-muted">{cure}</p>}
        {outcome === 'blocks' && confirm !== null ? (
          <Confirm word={confirm} typed={typed} onType={onType} />
        ) : null}
      </div>
    </li>
  );
}

function Confirm({ word, typed, onType }: { word: string; typed: string; onType: CheckListProps['onType'] }) {
  const id = useId();
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-muted">
        Type <code className="text-text">{word}</code> to do it all the same
      </label>
      <input
        id={id}
        value={typed}
        onChange={(event) => onType(word, event.target.value)}
        autoComplete="off"
        spellCheck={false}
        className="h-7 w-44 rounded-md border border-line-strong bg-surface px-2 font-mono"
      />
      {typed === word ? <span className="text-muted">Confirmed</span> : null}
    </div>
  );
}
