'use client';
import { Terminal, TriangleAlert } from 'lucide-react';
import { useShownGraph } from '#components/data/use-graph-asked.ts';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { NodeId } from '#lib/core/ids.ts';
import { proxyCommand } from '#lib/envoy/proxy-command.ts';
import type { PodReport } from '#lib/mesh/pod-report.ts';
import { oncallPages } from '#lib/url/oncall-paths.ts';
import { type ProxyTab, proxyTabs } from '#lib/url/proxy-codec.ts';
import { PodTab } from './pod-tab.tsx';
import { ProxyPartTab } from './proxy-part-tab.tsx';

const titles: Record<ProxyTab, string> = {
  pod: 'Pod',
  summary: 'Proxy',
  clusters: 'Clusters',
  routes: 'Routes',
  endpoints: 'Endpoints',
  certificates: 'Certificates',
  sync: 'Sync',
};

interface PodPanelProps {
  readonly node: NodeId;
  readonly pod: PodReport;
  readonly tab: ProxyTab;
  readonly onTab: (tab: ProxyTab) => void;
  /** The pod that the link asked for and that is not there any more; null where it is. */
  readonly gone: string | null;
}

/** One pod: what the cluster says of it, then tab by tab what its proxy says. */
export function PodPanel({ node, pod, tab, onTab, gone }: PodPanelProps) {
  const { name } = pod.object;
  const kept = useKeptView();
  const shown = useShownGraph();
  return (
    <section aria-label={`Pod ${name}`} className="flex min-h-0 min-w-0 flex-col">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-2">
        <h2 className="wrap-anywhere font-medium font-mono text-xs">{name}</h2>
        {pod.proxy.kind === 'none' || pod.proxy.kind === 'ambient' ? null : (
          <PageLink
            href={oncallPages.logs({ kind: 'node', id: node }, kept, shown, { pod: name })}
            className="text-accent hover:underline"
          >
            Logs of this pod
          </PageLink>
        )}
        <div className="ml-auto flex items-center gap-1 text-muted">
          <code className="wrap-anywhere text-xs">{proxyCommand(pod.object, tab)}</code>
          <CopyButton
            compact
            icon={Terminal}
            label="Copy command"
            text={() => proxyCommand(pod.object, tab)}
          />
        </div>
        <fieldset aria-label="What is shown of the pod" className="flex basis-full flex-wrap gap-1">
          {proxyTabs.map((each) => (
            <Button key={each} aria-pressed={each === tab} onClick={() => onTab(each)}>
              {titles[each]}
            </Button>
          ))}
        </fieldset>
      </div>
      <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4">
        {gone === null ? null : (
          <Notice icon={TriangleAlert} tone="warn">
            Pod {gone} is not behind this node any more: another one is shown.
          </Notice>
        )}
        {tab === 'pod' ? <PodTab pod={pod} /> : <ProxyPartTab pod={pod.object} part={tab} />}
      </div>
    </section>
  );
}
