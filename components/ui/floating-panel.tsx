'use client';
import { Content, Portal, Root, Trigger } from 'radix-ui/popover';
import { Suspense, useState } from 'react';
import { cx } from './cx.ts';
import type { FloatingProps } from './floating-props.ts';

/** The opened part of Floating, loaded when a panel is first asked for; open from the start. */
export function FloatingPanel({ trigger, label, children, align = 'start', className }: FloatingProps) {
  const [open, setOpen] = useState(true);
  return (
    <Root open={open} onOpenChange={setOpen}>
      <Trigger asChild>{trigger}</Trigger>
      <Portal>
        <Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cx(
            'enter z-40 max-h-[min(640px,var(--radix-popover-content-available-height))] overflow-auto rounded-md border border-line bg-raised shadow-float',
            className,
          )}
        >
          <Suspense fallback={<div className="skeleton m-3 h-24" />}>{children}</Suspense>
        </Content>
      </Portal>
    </Root>
  );
}
