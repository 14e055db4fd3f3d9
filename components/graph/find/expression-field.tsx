'use client';
import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { cx } from '#components/ui/cx.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { complete } from '#lib/graph/find/complete.ts';
import type { Preset } from '#lib/graph/find/presets.ts';
import type { FindError } from '#lib/graph/find/token.ts';
import type { TrafficGraph } from '#lib/graph/model.ts';
import type { LayersState } from '../layers/use-layers.ts';
import { read } from './find-engine.ts';

interface Option {
  readonly text: string;
  readonly detail: string;
  /** The whole text once it is chosen, and where the caret then stands. */
  readonly whole: string;
  readonly caret: number;
  /** A finished expression: nothing is left to choose. */
  readonly final: boolean;
}

interface ExpressionFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly presets: readonly Preset[];
  readonly graph: TrafficGraph;
  /** Labels and identities are offered once they are known. */
  readonly layers: Pick<LayersState, 'facts' | 'askFacts'>;
  /** Takes the focus when it appears. */
  readonly first?: boolean;
  readonly onChange: (text: string) => void;
  /** Enter on a finished expression. */
  readonly onEnter?: (backwards: boolean) => void;
  /** What stands beside the field: counts, steps. */
  readonly children?: ReactNode;
}

/** A field for a find or hide expression: completion as one types, errors where they are, applied as soon as it reads. */
export function ExpressionField(props: ExpressionFieldProps) {
  const {
    label,
    placeholder,
    value,
    presets,
    graph,
    layers,
    first = false,
    onChange,
    onEnter,
    children,
  } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState({ text: value, from: value, caret: value.length });
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (first) input.current?.focus();
  }, [first]);
  const [active, setActive] = useState(-1);
  // A link or a preset elsewhere changed the expression: the draft follows.
  const text = draft.from === value ? draft.text : value;
  const caret = draft.from === value ? draft.caret : value.length;
  const { facts, askFacts } = layers;
  const options = useMemo(
    () => (open ? optionsFor(text, caret, graph, presets, facts) : []),
    [open, text, caret, graph, presets, facts],
  );
  const error = useMemo(() => errorOf(text), [text]);
  // While a word is being typed its end is missing, which is no mistake yet.
  const shown = error !== null && (error.found !== null || !open) ? error : null;

  const edit = (next: string, at: number) => {
    if (offersFacts.test(next)) askFacts();
    const applies = read(next).ok;
    setDraft({ text: next, from: applies ? next : value, caret: at });
    setActive(-1);
    if (applies && next !== value) onChange(next);
  };
  const take = (option: Option) => {
    edit(option.whole, option.caret);
    setOpen(!option.final);
    requestAnimationFrame(() => input.current?.setSelectionRange(option.caret, option.caret));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = options[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((now) => Math.max(-1, Math.min(options.length - 1, now + step)));
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === 'Enter') {
      setOpen(false);
      onEnter?.(event.shiftKey);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };

  return (
    <div className="min-w-0 flex-1">
      <div className="flex items-center gap-2">
        <label htmlFor={`${id}-input`} className="w-9 shrink-0 text-muted">
          {label}
        </label>
        <div className="relative min-w-0 flex-1">
          <input
            ref={input}
            id={`${id}-input`}
            role="combobox"
            aria-expanded={options.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
            aria-autocomplete="list"
            aria-invalid={shown !== null}
            aria-describedby={shown ? `${id}-error` : undefined}
            value={text}
            placeholder={placeholder}
            spellCheck={false}
            autoComplete="off"
            maxLength={500}
            onChange={(event) => {
              setOpen(true);
              edit(event.target.value, event.target.selectionStart ?? event.target.value.length);
            }}
            onSelect={(event) => {
              const at = event.currentTarget.selectionStart ?? text.length;
              if (at !== caret) setDraft({ text, from: value, caret: at });
            }}
            onFocus={() => setOpen(true)}
            onBlur={() => setOpen(false)}
            onKeyDown={onKeyDown}
            className={cx(
              'h-7 w-full rounded-sm border bg-bg pr-7 pl-2 font-mono text-xs placeholder:font-sans placeholder:text-faint',
              shown ? 'border-fail' : 'border-control',
            )}
          />
          {text === '' ? null : (
            <div className="absolute inset-y-0 right-0">
              <IconButton icon={X} label={`Clear ${label.toLowerCase()}`} onClick={() => edit('', 0)} />
            </div>
          )}
          {options.length > 0 ? (
            <Options id={id} options={options} active={active} onTake={take} label={label} />
          ) : null}
        </div>
        {children}
      </div>
      {shown ? (
        <p id={`${id}-error`} role="alert" className="mt-1 ml-11 text-fail text-xs">
          <ErrorText
            error={shown}
            onReplace={(by) => {
              edit(replaced(text, shown, by), text.length - shown.to + shown.from + by.length);
              setOpen(false);
            }}
          />
        </p>
      ) : null}
    </div>
  );
}

const replaced = (text: string, { from, to }: FindError, by: string): string =>
  text.slice(0, from) + by + text.slice(to);

function errorOf(text: string): FindError | null {
  const parsed = read(text);
  return parsed.ok ? null : parsed.error;
}

function ErrorText({ error, onReplace }: { error: FindError; onReplace: (by: string) => void }) {
  const { message, expected, found, didYouMean } = error;
  return (
    <>
      {found === null ? null : <code className="mr-1 rounded-sm bg-fail-quiet px-1">{found}</code>}
      {message} {didYouMean ? null : `Expected ${expected}.`}
      {didYouMean ? (
        <>
          Did you mean{' '}
          <button
            type="button"
            className="font-mono underline"
            // The field must not lose the focus, or its list would close under the press.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onReplace(didYouMean)}
          >
            {didYouMean}
          </button>
          ?
        </>
      ) : null}
    </>
  );
}

/** What is being written asks for values that the graph alone does not have. */
const offersFacts = /\blabel:|principal\b/i;

/** An empty field offers what is often asked; any other what can come at the caret. */
function optionsFor(
  text: string,
  caret: number,
  graph: TrafficGraph,
  presets: readonly Preset[],
  facts: LayersState['facts'],
): Option[] {
  if (text === '') {
    return presets.map(({ expression, says }) => ({
      text: expression,
      detail: says,
      whole: expression,
      caret: expression.length,
      final: true,
    }));
  }
  const { range, suggestions } = complete(text, caret, graph, { facts });
  const typed = text.slice(range.from, range.to);
  return suggestions
    .filter(({ insert }) => insert !== typed)
    .map(({ insert, detail, kind }) => {
      const gap =
        kind === 'value' || insert === ')' || insert.endsWith('.') || insert.endsWith(':') ? '' : ' ';
      return {
        text: insert,
        detail,
        whole: text.slice(0, range.from) + insert + gap + text.slice(range.to).trimStart(),
        caret: range.from + insert.length + gap.length,
        final: false,
      };
    });
}

function Options({
  id,
  options,
  active,
  onTake,
  label,
}: {
  id: string;
  options: readonly Option[];
  active: number;
  onTake: (option: Option) => void;
  label: string;
}) {
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={`${label}: what can be written here`}
      className="absolute top-8 left-0 z-40 max-h-72 w-full min-w-80 overflow-auto rounded-md border border-line bg-raised p-1 shadow-float"
    >
      {options.map((option, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, which keeps the focus
        <div
          key={option.text}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === active}
          ref={i === active ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}
          // The field must not lose the focus, or the list would close under the press.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(option)}
          className={cx(
            'flex cursor-pointer items-baseline gap-3 rounded-sm px-2 py-1',
            i === active ? 'bg-accent-quiet' : 'hover:bg-hover',
          )}
        >
          <span className="shrink-0 font-mono text-xs">{option.text}</span>
          <span className="truncate text-muted text-xs">{option.detail}</span>
        </div>
      ))}
    </div>
  );
}
