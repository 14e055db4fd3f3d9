'use client';
import { X } from 'lucide-react';
import { Close, Content, Overlay, Portal, Root, Title } from 'radix-ui/dialog';
import { Kbd } from '#components/ui/kbd.tsx';
import { useAllCommands } from './commands.tsx';

interface Row {
  readonly title: string;
  readonly keys: string;
}

const always: readonly Row[] = [
  { title: 'Find anything', keys: '⌘ K' },
  { title: 'Back one level', keys: 'Esc' },
  { title: 'Down and up a list that has the focus', keys: 'j k' },
];

function Keys({ rows }: { rows: readonly Row[] }) {
  return (
    <dl>
      {rows.map(({ title, keys }) => (
        <div key={title} className="flex h-8 items-center justify-between gap-3 border-line border-t">
          <dt>{title}</dt>
          <dd>
            <Kbd keys={keys} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Every key that does something on this page. */
export function KeysDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const commands = useAllCommands().flatMap(({ title, keys, within }) =>
    keys && keys !== 'Escape' ? [{ title, keys, within: within ?? '' }] : [],
  );
  const { '': anywhere = [], ...parts } = Object.groupBy(commands, ({ within }) => within);
  return (
    <Root open={open} onOpenChange={onOpenChange}>
      <Portal>
        <Overlay className="fixed inset-0 z-50 bg-[#0006]" />
        <Content
          aria-describedby={undefined}
          className="enter fixed top-[10vh] left-1/2 z-50 max-h-[80vh] w-104 max-w-[92vw] -translate-x-1/2 rounded-md border border-line bg-raised p-4 shadow-float overflow-y-auto"
        >
          <div className="mb-2 flex items-center justify-between">
            <Title className="font-semibold text-base">Keyboard shortcuts</Title>
            <Close aria-label="Close" className="rounded-sm p-1 text-muted hover:bg-hover">
              <X size={16} aria-hidden />
            </Close>
          </div>
          <Keys rows={[...always, ...anywhere]} />
          {Object.entries(parts).map(([title, rows = []]) => (
            <section key={title} className="mt-4">
              <h3 className="mb-1 font-semibold text-muted text-xs">{title}</h3>
              <Keys rows={rows} />
            </section>
          ))}
        </Content>
      </Portal>
    </Root>
  );
}
