'use client';
import { X } from 'lucide-react';
import { Close, Content, Overlay, Portal, Root, Title } from 'radix-ui/dialog';
import { Kbd } from '#components/ui/kbd.tsx';
import { useAllCommands } from './commands.tsx';

const always = [
  { title: 'Find anything', keys: '⌘ K' },
  { title: 'Back one level', keys: 'Esc' },
];

/** Every key that does something on this page. */
export function KeysDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const commands = useAllCommands().flatMap(({ title, keys }) =>
    keys && keys !== 'Escape' ? [{ title, keys }] : [],
  );
  return (
    <Root open={open} onOpenChange={onOpenChange}>
      <Portal>
        <Overlay className="fixed inset-0 z-50 bg-[#0006]" />
        <Content
          aria-describedby={undefined}
          className="enter fixed top-[15vh] left-1/2 z-50 w-96 max-w-[92vw] -translate-x-1/2 rounded-md border border-line bg-raised p-4 shadow-float"
        >
          <div className="mb-2 flex items-center justify-between">
            <Title className="font-semibold text-base">Keyboard shortcuts</Title>
            <Close aria-label="Close" className="rounded-sm p-1 text-muted hover:bg-hover">
              <X size={16} aria-hidden />
            </Close>
          </div>
          <dl>
            {[...always, ...commands].map(({ title, keys }) => (
              <div key={title} className="flex h-8 items-center justify-between border-line border-t">
                <dt>{title}</dt>
                <dd>
                  <Kbd keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </Content>
      </Portal>
    </Root>
  );
}
