'use client';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import {
  Content,
  Item,
  Label,
  Portal,
  Root,
  Separator,
  Sub,
  SubContent,
  SubTrigger,
  Trigger,
} from 'radix-ui/dropdown-menu';
import { type ReactNode, useRef } from 'react';
import type { Loadable } from '#components/data/loadable.ts';
import { useEdge, useNode } from '#components/data/use-api.ts';
import { simulateLink } from '#components/simulate/simulate-link.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import type { NodeId } from '#lib/core/ids.ts';
import { type ObjectRef, objectKey } from '#lib/core/object-ref.ts';
import type { TimeSelection } from '#lib/core/time.ts';
import { plural } from '#lib/format/ellipsis.ts';
import type { Point } from '#lib/layout/layout-graph.ts';
import { type Selection, selectionCodec } from '#lib/url/graph-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { nodeLabel } from '../scene/node-name.ts';
import { findExpression, listWords, type MenuSubject, subjectName } from './menu-subject.ts';

interface GraphMenuProps {
  readonly subject: MenuSubject;
  /** Where it opens, in pixels of the window. */
  readonly at: Point;
  readonly time: TimeSelection;
  readonly isCollapsed: (box: string) => boolean;
  readonly onInspect: (selection: Selection) => void;
  readonly onFocus: (id: NodeId) => void;
  readonly onList: (words: string) => void;
  readonly onFind: (expression: string) => void;
  readonly onToggle: (box: string) => void;
  readonly onNamespace: (namespace: string) => void;
  /** Puts a text on the clipboard; `what` it is, for the person. */
  readonly onCopy: (text: string, what: string) => void;
  readonly onClose: () => void;
}

const panel = 'enter z-50 w-64 rounded-md border border-line bg-raised p-1 shadow-float';
const row =
  'flex min-h-7 w-full cursor-default items-center gap-2 rounded-sm px-2 py-1 text-left outline-none data-[highlighted]:bg-hover data-[disabled]:text-faint data-[state=open]:bg-hover';

/** What can be done with an element of the graph, beside it. Whoever opened it with the keyboard is led back. */
export function GraphMenu(props: GraphMenuProps) {
  const { subject, at } = props;
  const from = useRef(document.activeElement);
  const name = subjectName(subject);
  return (
    <Root open modal={false} onOpenChange={(open) => (open ? undefined : props.onClose())}>
      <Trigger asChild>
        <span
          aria-hidden="true"
          className="pointer-events-none fixed size-0"
          style={{ left: at.x, top: at.y }}
        />
      </Trigger>
      <Portal>
        <Content
          aria-label={`Menu of ${name}`}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          className={panel}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (from.current instanceof HTMLElement) from.current.focus();
          }}
        >
          <Label className="truncate px-2 py-1 font-semibold text-muted text-xs" title={name}>
            {name}
          </Label>
          <Entries {...props} name={name} />
        </Content>
      </Portal>
    </Root>
  );
}

type EntriesProps = GraphMenuProps & { readonly name: string };

function Entries(props: EntriesProps) {
  const { subject } = props;
  switch (subject.kind) {
    case 'node':
      return <NodeEntries {...props} node={subject.node} />;
    case 'edge':
      return <EdgeEntries {...props} edge={subject} />;
    case 'namespace':
      return <NamespaceEntries {...props} namespace={subject} />;
    case 'box':
      return <BoxEntries {...props} box={subject.box} />;
    case 'edges':
      return (
        <>
          <Label className="px-2 pb-1 text-muted">
            This line stands for {plural(subject.edges.length, 'edge')}. Open what is closed to see each.
          </Label>
          <Entry onSelect={() => props.onCopy(props.name, 'Name')}>Copy name</Entry>
        </>
      );
  }
}

function Entry({ children, keys, onSelect }: { children: ReactNode; keys?: string; onSelect?: () => void }) {
  return (
    <Item className={row} onSelect={onSelect} disabled={onSelect === undefined}>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </Item>
  );
}

function SimulateEntry({ href }: { href: string | null }) {
  if (href === null) return null;
  return (
    <Item asChild className={row}>
      <Link href={href}>Simulate a request</Link>
    </Item>
  );
}

const Line = () => <Separator className="my-1 border-line border-t" />;

type Of<K extends MenuSubject['kind']> = Extract<MenuSubject, { kind: K }>;

function NodeEntries(props: EntriesProps & { node: Of<'node'>['node'] }) {
  const { node, onInspect, onFocus } = props;
  const loaded = useNode(node.id, props.time);
  const selection: Selection = { kind: 'node', id: node.id };
  return (
    <>
      <Entry onSelect={() => onInspect(selection)}>Inspect</Entry>
      <Entry keys="n" onSelect={() => onFocus(node.id)}>
        Focus on its neighbourhood
      </Entry>
      <Search {...props} />
      <SimulateEntry href={simulateLink(node, null, null)} />
      <Line />
      <Yaml own={node.object} loaded={loaded} />
      <Line />
      <Copies {...props} selection={selection} loaded={loaded} />
    </>
  );
}

function EdgeEntries(props: EntriesProps & { edge: Of<'edge'> }) {
  const { edge, source, target } = props.edge;
  const loaded = useEdge(edge.id, props.time);
  const selection: Selection = { kind: 'edge', id: edge.id };
  return (
    <>
      <Entry onSelect={() => props.onInspect(selection)}>Inspect</Entry>
      <Entry onSelect={() => props.onFocus(source.id)}>Focus on {nodeLabel(source)}</Entry>
      <Entry keys="n" onSelect={() => props.onFocus(target.id)}>
        Focus on {nodeLabel(target)}
      </Entry>
      <Search {...props} />
      <SimulateEntry href={simulateLink(source, target, edge.service)} />
      <Line />
      <Yaml own={null} loaded={loaded} />
      <Line />
      <Copies {...props} selection={selection} loaded={loaded} />
    </>
  );
}

function NamespaceEntries(props: EntriesProps & { namespace: Of<'namespace'> }) {
  const { box, cluster, namespace } = props.namespace;
  return (
    <>
      <Entry onSelect={() => props.onNamespace(namespace)}>Show this namespace alone</Entry>
      <Entry onSelect={() => props.onToggle(box)}>{toggleWord(props, box)}</Entry>
      <Search {...props} />
      <Line />
      <YamlLink object={namespaceObject(cluster, namespace)} verb="Open YAML of " />
      <Line />
      <Entry onSelect={() => props.onCopy(linkWith('ns', namespace), 'Link')}>Copy link to it</Entry>
      <Entry onSelect={() => props.onCopy(namespace, 'Name')}>Copy name</Entry>
    </>
  );
}

/** A cluster, or an application. */
function BoxEntries(props: EntriesProps & { box: string }) {
  return (
    <>
      <Entry onSelect={() => props.onToggle(props.box)}>{toggleWord(props, props.box)}</Entry>
      <Search {...props} />
      <Line />
      <Entry onSelect={() => props.onCopy(props.name, 'Name')}>Copy name</Entry>
    </>
  );
}

const toggleWord = ({ isCollapsed }: EntriesProps, box: string): string =>
  isCollapsed(box) ? 'Open: its nodes apart' : 'Close: one node for all of it';

// The cluster is one that telemetry named: the text is not empty, which is all that the brand says.
const namespaceObject = (cluster: string, name: string): ObjectRef => ({
  cluster: cluster as ObjectRef['cluster'],
  group: '',
  kind: 'Namespace',
  namespace: null,
  name,
});

function Search({ subject, onList, onFind }: EntriesProps) {
  const expression = findExpression(subject);
  return (
    <>
      <Entry onSelect={() => onList(listWords(subject))}>Show in the edge list</Entry>
      {expression === null ? null : <Entry onSelect={() => onFind(expression)}>Find it on the graph</Entry>}
    </>
  );
}

/** The address of this page with one parameter changed. */
function linkWith(name: string, value: string): string {
  const url = new URL(window.location.href);
  url.searchParams.set(name, value);
  return url.href;
}

interface Evidence {
  readonly governing: readonly { readonly object: ObjectRef }[];
  readonly promql: readonly { readonly name: string; readonly promql: string }[];
}

/** The object it stands for, then those that govern it in order of effect, each once. */
function Yaml({ own, loaded }: { own: ObjectRef | null; loaded: Loadable<Evidence> }) {
  const objects = [
    ...(own ? [own] : []),
    ...(loaded.state === 'ready' ? loaded.data.governing.map(({ object }) => object) : []),
  ];
  const unique = [...new Map(objects.map((object) => [objectKey(object), object])).values()];
  return (
    <Sub>
      <SubTrigger className={row}>
        <span className="min-w-0 flex-1">Open YAML</span>
        <ChevronRight size={14} aria-hidden className="text-faint" />
      </SubTrigger>
      <Portal>
        <SubContent className={panel} collisionPadding={8} sideOffset={2}>
          {unique.map((object) => (
            <YamlLink key={objectKey(object)} object={object} />
          ))}
          {loaded.state === 'loading' ? <Entry>Asking what governs it</Entry> : null}
          {loaded.state === 'failed' ? (
            <Entry>What governs it is not known: {loaded.error.message}</Entry>
          ) : null}
          {loaded.state === 'ready' && unique.length === 0 ? (
            <Entry>No object governs it: the mesh's defaults apply</Entry>
          ) : null}
        </SubContent>
      </Portal>
    </Sub>
  );
}

function YamlLink({ object, verb = '' }: { object: ObjectRef; verb?: string }) {
  return (
    <Item asChild className={row}>
      <Link href={pagePaths.object(object)}>
        <span className="min-w-0 flex-1 truncate" title={`${object.kind} ${object.name}`}>
          {verb}
          {object.kind} {object.name}
        </span>
      </Link>
    </Item>
  );
}

interface CopiesProps extends EntriesProps {
  readonly selection: Selection;
  readonly loaded: Loadable<Evidence>;
}

function Copies({ selection, loaded, name, onCopy }: CopiesProps) {
  const queries = loaded.state === 'ready' ? loaded.data.promql : [];
  const promql = queries.map((query) => `# ${query.name}\n${query.promql}`).join('\n\n');
  return (
    <>
      <Entry onSelect={() => onCopy(linkWith('sel', selectionCodec.serialize(selection)), 'Link')}>
        Copy link to it
      </Entry>
      <Entry onSelect={() => onCopy(name, 'Name')}>Copy name</Entry>
      <Entry onSelect={promql === '' ? undefined : () => onCopy(promql, 'PromQL')}>Copy PromQL</Entry>
    </>
  );
}
