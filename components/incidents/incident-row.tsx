import { CircleX, Link2, Stethoscope } from 'lucide-react';
import { CulpritLine } from '#components/diagnosis/culprit-line.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { IncidentsResponse, OpenProblem } from '#lib/api/incidents-contract.ts';
import { cannotTell, fixText, symptomText, whyText } from '#lib/diagnosis/explain.ts';
import { selectionCodec } from '#lib/url/graph-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { atCodec, windowCodec } from '#lib/url/time-codec.ts';
import { asMarkdown, harmText, placeText } from './incident-text.ts';

const linkLook =
  'inline-flex h-7 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-2 text-text hover:bg-hover';

/** One problem: where, what and why in a sentence, who is hurt, and what can be done from here. */
export function IncidentRow({ problem, data }: { problem: OpenProblem; data: IncidentsResponse }) {
  const { diagnosis } = problem;
  const [first] = diagnosis.told ? diagnosis.causes : [];
  const place = placeText(problem, data.nodes);
  const edge = selectionCodec.serialize({ kind: 'edge', id: diagnosis.edge });
  /** The moment as it is now, for whoever opens the link later. */
  const frozen = () =>
    new URL(
      pagePaths.graph({
        sel: edge,
        at: atCodec.serialize(data.at),
        window: windowCodec.serialize(data.window),
      }),
      window.location.href,
    ).href;
  return (
    <li className="mt-2 rounded-md border border-line bg-surface px-4 py-3">
      <div className="flex items-start gap-2">
        <CircleX size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-fail" aria-hidden />
        <div className="min-w-0 flex-1 space-y-1">
          <h2 className="font-semibold">{place}</h2>
          <p className="wrap-anywhere">
            {`${symptomText(diagnosis.symptom)}: ${first === undefined ? cannotTell(diagnosis) : `${whyText(first)}.`}`}
          </p>
          <p className="text-muted">{harmText(problem, data.nodes)}</p>
          {first === undefined ? null : (
            <>
              <CulpritLine cause={first} />
              <p>
                <span className="font-medium">Fix: </span>
                {fixText(first)}
              </p>
            </>
          )}
          <div className="flex flex-wrap gap-1.5 pt-1">
            {first?.fix != null && first.fix.length > 0 ? (
              <PageLink href={pagePaths.fix(diagnosis.edge)} className={linkLook}>
                <Stethoscope size={14} strokeWidth={1.75} aria-hidden /> Review the fix
              </PageLink>
            ) : null}
            <PageLink href={pagePaths.graph({ sel: edge })} className={linkLook}>
              Show on the graph
            </PageLink>
            <CopyButton icon={Link2} label="Copy link to this moment" text={frozen} />
            <CopyButton label="Copy as Markdown" text={() => asMarkdown(problem, data.nodes, frozen())} />
          </div>
        </div>
      </div>
    </li>
  );
}
