import { cloneElement, type ReactElement } from 'react';

type Side = 'top' | 'right' | 'bottom' | 'left';

interface HintProps {
  'data-tip'?: string;
  'data-tip-keys'?: string;
  'data-tip-side'?: Side;
}

interface TipProps {
  readonly text: string;
  readonly keys?: string;
  readonly side?: Side;
  readonly children: ReactElement<HintProps>;
}

/**
 * A hint on hover and focus, drawn by TipLayer. It repeats or adds, it never holds the only way to know something
 * important.
 */
export function Tip({ text, keys, side = 'bottom', children }: TipProps) {
  return cloneElement(children, { 'data-tip': text, 'data-tip-keys': keys, 'data-tip-side': side });
}
