'use client';
import { BellRing, SearchX } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { Loaded } from '#components/data/loaded.tsx';
import { useTime } from '#components/data/url-state.ts';
import { useAlert } from '#components/data/use-alerts.ts';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { Blank } from '#components/ui/blank.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { AlertResponse } from '#lib/api/alerts-contract.ts';
import { formatMoment } from '#lib/format/clock.ts';
import { type Selection, selectionCodec } from '#lib/url/graph-codec.ts';
import { oncallPages } from '#lib/url/oncall-paths.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { AlertCandidates } from './alert-candidates.tsx';
import { LabelsUsed } from './labels-used.tsx';

type Labels = Readonly<Record<string, string>>;

/** From an alert to its edge: straight there where the labels leave no doubt, else what they may mean. */
export function AlertView({ labels }: { labels: Labels }) {
  if (Object.keys(labels).length === 0)
    return (
      <Blank icon={BellRing} title="This link names no label">
        <p>
          It wants labels of an alert, such as
          /alert?source_workload=checkout&amp;destination_service_name=payment, and with at= when it began.
        </p>
      </Blank>
    );
  return <OfLabels labels={labels} />;
}

function OfLabels({ labels }: { labels: Labels }) {
  const { selection } = useTime();
  const loaded = useAlert(labels, selection);
  return (
    <Loaded
      of={loaded}
      waiting="Looking for the edge"
      failed="The edge cannot be looked for"
      action={selection.at === null ? null : <Now labels={labels} />}
    >
      {(data) => <Found labels={labels} data={data} isPast={selection.at !== null} />}
    </Loaded>
  );
}

const Now = ({ labels }: { labels: Labels }) => (
  <PageLink href={oncallPages.alert(labels)} className="text-accent hover:underline">
    Look for it now
  </PageLink>
);

/** The one element that is meant; null where several may be, or none. */
function only({ edges, total, named }: AlertResponse): Selection | null {
  const [edge] = edges;
  if (edge !== undefined) return total === 1 ? { kind: 'edge', id: edge.id } : null;
  const [node, ...others] = named;
  return node !== undefined && others.length === 0 ? { kind: 'node', id: node } : null;
}

interface FoundProps {
  readonly labels: Labels;
  readonly data: AlertResponse;
  readonly isPast: boolean;
}

function Found({ labels, data, isPast }: FoundProps) {
  const router = useRouter();
  const kept = useKeptView();
  const selected = only(data);
  const link = (selection: Selection) =>
    pagePaths.graph({ sel: selectionCodec.serialize(selection), ...kept });
  const straight = selected === null ? null : link(selected);
  useEffect(() => {
    if (straight !== null) router.replace(straight);
  }, [straight, router]);
  if (straight !== null) return <div role="status" aria-label="Opening it" className="skeleton m-6 h-120" />;
  const when = isPast ? `at ${formatMoment(data.at)}` : 'now';
  if (data.total > 0 || data.named.length > 0)
    return <AlertCandidates data={data} labels={labels} when={when} linkOf={link} />;
  return (
    <Blank
      icon={SearchX}
      title={
        data.used.length === 0 ? 'No label names a place in the mesh' : `Nothing has these labels ${when}`
      }
      action={
        <>
          {isPast ? <Now labels={labels} /> : null}
          <PageLink href={pagePaths.incidents(kept)} className="text-accent hover:underline">
            Show the incidents
          </PageLink>
        </>
      }
    >
      <LabelsUsed data={data} labels={labels} />
      <p>Where there was no traffic there is no edge: a wider window may hold some.</p>
    </Blank>
  );
}
