'use client';
import { X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { cx } from '#components/ui/cx.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { KnownNode } from '#lib/api/graph-contract.ts';
import type { NodeId } from '#lib/core/ids.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { nodeDetail, nodeText, offer } from './node-options.ts';

interface NodePickerProps {
  readonly label: string;
  readonly value: NodeId | null;
  /** Null while the list is on its way. */
  readonly nodes: readonly KnownNode[] | null;
  readonly onChange: (id: NodeId | null) => void;
}

/** A field in which a node is found by typing: arrows move, Enter takes, Escape closes, the list follows the text. */
export function NodePicker({ label, value, nodes, onChange }: NodePickerProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  /** What is being typed; null while the field shows what is chosen. */
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const chosen = nodes?.find((node) => node.id === value) ?? null;
  const open = typed !== null;
  const offered = useMemo(
    () => (typed === null || nodes === null ? { nodes: [], more: 0 } : offer(nodes, typed)),
    [typed, nodes],
  );
  const show = (text: string | null) => {
    setTyped(text);
    setActive(0);
  };
  const take = (node: KnownNode) => {
    onChange(node.id);
    show(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) return show('');
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((now) => Math.max(0, Math.min(offered.nodes.length - 1, now + step)));
    } else if (event.key === 'Enter') {
      const node = offered.nodes[active];
      if (node) take(node);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      show(null);
    }
  };
  return (
    <div className="min-w-0 flex-1">
      <label htmlFor={id} className="mb-1 block font-medium text-muted text-xs">
        {label}
      </label>
      <div className="relative">
        <input
          ref={input}
          id={id}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={open && offered.nodes[active] ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={253}
          placeholder={nodes === null ? 'Loading what there is' : 'Find a workload, Service or host'}
          value={typed ?? (chosen ? nodeText(chosen) : (value ?? ''))}
          onChange={(event) => show(event.target.value)}
          onFocus={(event) => event.target.select()}
          onClick={() => (open ? null : show(''))}
          onBlur={() => show(null)}
          onKeyDown={onKeyDown}
          className="h-8 w-full rounded-md border border-control bg-bg pr-8 pl-2 placeholder:text-faint"
        />
        {value === null || open ? null : (
          <div className="absolute inset-y-0 right-0 flex items-center">
            <IconButton
              icon={X}
              label={`Clear ${label.toLowerCase()}`}
              onClick={() => {
                onChange(null);
                input.current?.focus();
              }}
            />
          </div>
        )}
        {open ? (
          <div className="absolute z-30 mt-1 w-full overflow-hidden rounded-md border border-line bg-raised shadow-float">
            <Options id={id} label={label} offered={offered.nodes} active={active} onTake={take} />
            <p className="border-line border-t px-2 py-1 text-faint text-xs" role="status">
              {nodes === null
                ? 'Loading'
                : offered.nodes.length === 0
                  ? 'Nothing of that name is on the graph or known to Kubernetes.'
                  : offered.more > 0
                    ? `${plural(offered.more, 'more match', 'more match')}: type to narrow`
                    : plural(offered.nodes.length, 'match', 'matches')}
            </p>
          </div>
        ) : null}
      </div>
    </div>
  );
}

interface OptionsProps {
  readonly id: string;
  readonly label: string;
  readonly offered: readonly KnownNode[];
  readonly active: number;
  readonly onTake: (node: KnownNode) => void;
}

function Options({ id, label, offered, active, onTake }: OptionsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      className="max-h-72 overflow-y-auto p-1"
    >
      {offered.map((node, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, which keeps the focus
        <div
          key={node.id}
          id={`${id}-${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(node)}
          className={cx(
            'flex min-h-8 cursor-pointer items-baseline gap-3 rounded-sm px-2 py-1 hover:bg-hover',
            place === active && 'bg-accent-quiet',
          )}
        >
          <span className="min-w-0 break-all font-medium">{node.name}</span>
          <span className="ml-auto shrink-0 text-muted text-xs">
            {nodeDetail(node)}
            {node.traffic ? '' : ' · no traffic'}
          </span>
        </div>
      ))}
    </div>
  );
}
