'use client';
import { Command } from 'cmdk';
import { ArrowRight, Box, FileCode2, Layers, type LucideIcon, SquareTerminal, Workflow } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { useNamespaces, useTime } from '#components/data/url-state.ts';
import { useGraph, useStatus } from '#components/data/use-api.ts';
import { useSelection } from '#components/data/use-selection.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import { selectionCodec } from '#lib/url/graph-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { useAllCommands } from './commands.tsx';
import { type Found, findable, search, searchGroups } from './palette-items.ts';

const groups: readonly { kind: Found['kind']; heading: string; icon: LucideIcon; limit: number }[] = [
  { kind: 'node', heading: 'Workloads and services', icon: Box, limit: 12 },
  { kind: 'edge', heading: 'Edges', icon: ArrowRight, limit: 8 },
  { kind: 'object', heading: 'Objects', icon: FileCode2, limit: 8 },
  { kind: 'namespace', heading: 'Namespaces', icon: Layers, limit: 6 },
];
const itemLook =
  'flex h-8 cursor-pointer items-center gap-2 rounded-sm px-2 data-[selected=true]:bg-accent-quiet data-[selected=true]:text-text';
const headingLook =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-muted';

/** Finds every workload, service, edge, object and namespace of the graph, every page and action. */
export function Palette({ services, onClose }: { services: boolean; onClose: () => void }) {
  const [text, setText] = useState('');
  const { selection } = useTime();
  const [namespaces] = useNamespaces();
  const graph = useGraph(selection, namespaces, services);
  const status = useStatus();
  const open = useOpen(onClose);
  const commands = useAllCommands().filter(({ keys, within }) => keys !== 'Escape' && within === undefined);
  const items = useMemo(
    () =>
      findable(
        graph.state === 'ready' ? graph.data.graph.nodes : [],
        graph.state === 'ready' ? graph.data.graph.edges : [],
        status.state === 'ready' ? status.data.namespaces : [],
      ),
    [graph, status],
  );
  const actions = search(
    commands.map((command) => ({ ...command, detail: '' })),
    text,
    8,
  );
  return (
    <Command.Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? null : onClose())}
      shouldFilter={false}
      label="Find"
      overlayClassName="fixed inset-0 z-50 bg-[#0006]"
      contentClassName="enter fixed top-[12vh] left-1/2 z-50 w-[min(640px,94vw)] -translate-x-1/2 rounded-md border border-line bg-raised shadow-float"
    >
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Find workloads, services, edges, objects, namespaces, actions"
        className="h-11 w-full border-line border-b bg-transparent px-4 text-base outline-none placeholder:text-faint"
      />
      <Command.List className="max-h-[56vh] overflow-auto p-2">
        <Command.Empty className="px-2 py-4 text-muted">
          Nothing on this graph matches “{text}”. Other namespaces or a longer window may hold it.
        </Command.Empty>
        {searchGroups(groups, items, text).map(({ kind, heading, icon: Icon, found }) => (
          <Command.Group key={kind} heading={heading} className={headingLook}>
            {found.map((item) => (
              <Command.Item key={item.id} value={item.id} onSelect={() => open(item)} className={itemLook}>
                <Icon size={15} strokeWidth={1.75} className="shrink-0 text-faint" aria-hidden />
                <span className="truncate">{item.title}</span>
                <span className="ml-auto truncate pl-4 text-faint text-xs">{item.detail}</span>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
        {actions.length === 0 ? null : (
          <Command.Group heading="Pages and actions" className={headingLook}>
            {actions.map((action) => (
              <Command.Item
                key={action.id}
                value={`action ${action.id}`}
                className={itemLook}
                onSelect={() => {
                  onClose();
                  action.run();
                }}
              >
                {action.id.startsWith('page-') ? (
                  <Workflow size={15} strokeWidth={1.75} className="text-faint" aria-hidden />
                ) : (
                  <SquareTerminal size={15} strokeWidth={1.75} className="text-faint" aria-hidden />
                )}
                <span className="flex-1">{action.title}</span>
                {action.keys ? <Kbd keys={action.keys} /> : null}
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command.Dialog>
  );
}

/** Elements of the graph are selected where they are; from another page, the graph is opened with them selected. */
function useOpen(onClose: () => void): (item: Found) => void {
  const router = useRouter();
  const select = useSelection();
  const [, setNamespaces] = useNamespaces();
  return (item) => {
    onClose();
    const here = window.location.pathname === pagePaths.graph();
    if (item.kind === 'namespace') {
      if (here) void setNamespaces([item.title]);
      else router.push(pagePaths.graph({ ns: item.title }));
      return;
    }
    if (item.kind === 'object') {
      router.push(pagePaths.object(item.ref));
      return;
    }
    const chosen =
      item.kind === 'node'
        ? ({ kind: 'node', id: item.node.id } as const)
        : ({ kind: 'edge', id: item.edge.id } as const);
    if (here) select.set(chosen);
    else router.push(pagePaths.graph({ sel: selectionCodec.serialize(chosen) }));
  };
}
