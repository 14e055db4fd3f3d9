import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import { Tip } from './tip.tsx';

/** A square button with a glyph; its label is read aloud and shown on hover and focus. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  className,
  side,
  ...rest
}: ComponentProps<'button'> & {
  icon: LucideIcon;
  label: string;
  keys?: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
}) {
  return (
    <Tip text={label} keys={keys} side={side}>
      <button
        type="button"
        aria-label={label}
        className={cx(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-hover hover:text-text',
          'disabled:pointer-events-none disabled:opacity-40 aria-pressed:bg-accent-quiet aria-pressed:text-accent data-[state=open]:bg-hover',
          className,
        )}
        {...rest}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </Tip>
  );
}
