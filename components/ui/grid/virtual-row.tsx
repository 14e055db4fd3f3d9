import type { CSSProperties, ReactNode, Ref } from 'react';
import { cx } from '#components/ui/cx.ts';

/** What a row of a tree tells beside its cells. */
export interface RowAria {
  readonly 'aria-level'?: number;
  readonly 'aria-expanded'?: boolean | undefined;
}

interface VirtualRowProps {
  readonly id: string;
  readonly role: 'row' | 'option';
  readonly index: number;
  /** Where it stands among all that the grid has: of rows from 1 with the head, of options from 1. */
  readonly place: number;
  readonly count: number;
  /** Undefined where rows are gone to and never chosen. */
  readonly chosen: boolean | undefined;
  readonly active: boolean;
  readonly className: string;
  readonly style: CSSProperties;
  readonly measure: Ref<HTMLDivElement> | undefined;
  readonly aria: RowAria | undefined;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/**
 * A row at its place. It is no `<tr>`, and its grid no `<table>`, since only rows in sight are in the document. It takes neither the
 * focus nor keys: the grid has the focus, names the active row, and hears the keys.
 */
export function VirtualRow(props: VirtualRowProps) {
  const { id, role, index, place, count, chosen, active, className, style, measure, aria, onPress } = props;
  const told = {
    ...(role === 'row' ? { 'aria-rowindex': place } : { 'aria-posinset': place, 'aria-setsize': count }),
    'aria-selected': chosen,
    ...aria,
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: as said above
    // biome-ignore lint/a11y/noStaticElementInteractions: its role is an argument
    <div
      ref={measure}
      id={id}
      role={role}
      data-index={index}
      onClick={onPress}
      style={style}
      className={cx(
        'absolute inset-x-0',
        chosen ? 'bg-accent-quiet' : 'hover:bg-hover',
        active && 'group-focus-visible/rows:bg-accent-quiet',
        className,
      )}
      {...told}
    >
      {props.children}
    </div>
  );
}
