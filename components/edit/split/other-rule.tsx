import { Button } from '#components/ui/button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { targetName } from '#lib/edit/split/split-sentence.ts';
import { percentages } from '#lib/edit/split/weights.ts';
import { formatPercent } from '#lib/format/share.ts';
import { editPages } from '#lib/url/edit-paths.ts';
import { RuleHead } from './rule-head.tsx';

interface OtherRuleProps {
  readonly object: ObjectRef;
  readonly rule: RouteRule;
  /** Whether there is a draft of another rule, which choosing this one would lose. */
  readonly held: boolean;
  readonly onChoose: () => void;
}

/** A rule that is not the one being edited: it stays in sight, in its place. */
export function OtherRule({ object, rule, held, onChoose }: OtherRuleProps) {
  return (
    <section
      aria-label={`Rule ${rule.index + 1}`}
      className="flex items-start gap-3 rounded-md border border-line border-dashed px-3 py-2"
    >
      <div className="min-w-0 flex-1">
        <RuleHead rule={rule} dimmed />
        <Where object={object} rule={rule} />
        {rule.mirrors.map((mirror) => (
          <p key={mirror.path.join('.')} className="tabular text-muted">
            {`Copies of ${formatPercent(mirror.percent ?? 100)} go to ${targetName(mirror)}`}
          </p>
        ))}
      </div>
      {rule.destinations.length === 0 ? null : (
        <Button
          look="outline"
          disabled={held}
          title={held ? 'Apply or discard the draft first' : undefined}
          onClick={onChoose}
        >
          Edit this rule
        </Button>
      )}
    </section>
  );
}

function Where({ object, rule }: { object: ObjectRef; rule: RouteRule }) {
  const { delegate, destinations, other } = rule;
  if (delegate !== null)
    return (
      <p className="text-muted">
        {'Decided by '}
        <PageLink
          href={editPages.split({ ...object, namespace: delegate.namespace, name: delegate.name })}
          className="text-accent hover:underline"
        >
          {`VirtualService ${delegate.namespace}/${delegate.name}`}
        </PageLink>
      </p>
    );
  if (other !== null)
    return (
      <p className="text-muted">{other === 'redirect' ? 'Answers with a redirect' : 'Answers by itself'}</p>
    );
  const shares = percentages(destinations.map(({ effective }) => effective));
  return (
    <p className="tabular text-muted">
      {destinations.length === 0
        ? 'Sends nothing anywhere'
        : destinations.map((one, i) => `${targetName(one)} ${formatPercent(shares?.[i] ?? 0)}`).join(' · ')}
    </p>
  );
}
