'use client';
import { lazy, Suspense } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { cx } from '#components/ui/cx.ts';
import type { EditableResponse } from '#lib/api/edit-contract.ts';
import { objectName } from '#lib/core/object-ref.ts';
import { asWritten } from '#lib/edit/as-written.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { threeWay } from '#lib/edit/split/three-way.ts';
import { noData } from '#lib/format/number.ts';
import type { KubeObject } from '#lib/k8s/object.ts';
import { yamlOf } from '#lib/k8s/yaml-of.ts';
import { ConflictView } from '../conflict-view.tsx';
import { useWide } from '../use-wide.ts';
import type { SplitDraft } from './use-split-draft.ts';

const YamlDiff = lazy(() => import('../yaml-diff.tsx').then((module) => ({ default: module.YamlDiff })));

interface SplitConflictProps {
  /** The object as it was when the draft was begun. */
  readonly base: EditableResponse['content'];
  readonly rule: RouteRule;
  readonly latest: EditableResponse;
  readonly deleted: boolean;
  /** The rule as it is now; null where it is gone. */
  readonly theirs: RouteRule | null;
  readonly draft: Pick<SplitDraft, 'weights' | 'mirrors'>;
  /** The object as it was when the draft was begun, with what was set. */
  readonly mine: KubeObject;
  readonly onRebase: () => void;
  readonly onDiscard: () => void;
}

/** Weights when one began, now, and as they were set; and whatever else someone changed. */
export function SplitConflict(props: SplitConflictProps) {
  const { base, rule, latest, deleted, theirs, draft, mine, onRebase, onDiscard } = props;
  const wide = useWide(1200);
  const name = objectName(latest.object);
  const rows = threeWay(rule, deleted ? null : theirs, draft.weights, draft.mirrors);
  const gone = deleted || theirs === null;
  return (
    <ConflictView
      name={name}
      deleted={deleted}
      told={toldOf(deleted, theirs)}
      goOn={gone ? null : { label: 'Rebase onto theirs', run: onRebase }}
      giveUp={{ label: 'Discard mine', run: onDiscard }}
      actions={
        deleted ? <CopyButton label="Copy it with your weights" text={() => yamlOf(asWritten(mine))} /> : null
      }
    >
      <table className="w-full max-w-160 tabular">
        <caption className="pb-1 text-left font-semibold">{`Weights of rule ${rule.index + 1}`}</caption>
        <thead className="text-muted text-xs">
          <tr>
            <th className="py-1 text-left font-medium">Destination</th>
            <th className="text-right font-medium">When you began</th>
            <th className="text-right font-medium">Now</th>
            <th className="text-right font-medium">Yours</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="h-8 border-line border-t">
              <td>{row.name}</td>
              <td className="text-right text-muted">{row.began ?? noData}</td>
              <td className={cx('text-right', row.now !== row.began && 'font-medium text-warn')}>
                {row.now ?? 'not there'}
              </td>
              <td className={cx('text-right', row.mine !== row.began && 'font-medium text-accent')}>
                {row.mine ?? noData}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {deleted ? null : (
        <div>
          <h2 className="pb-1 font-semibold">What they changed since you began</h2>
          <Suspense fallback={<div className="skeleton h-32" />}>
            <div className="rounded-md border border-line">
              <YamlDiff
                before={yamlOf(asWritten(base))}
                after={yamlOf(asWritten(latest.content))}
                label={name}
                wide={wide}
              />
            </div>
          </Suspense>
        </div>
      )}
    </ConflictView>
  );
}

function toldOf(deleted: boolean, theirs: RouteRule | null): string {
  if (deleted)
    return 'There is nothing to make the change on. Create the object again first, or discard what you set.';
  return theirs === null
    ? 'The rule that you edited is gone, or takes other requests now. Discard what you set, and set it at one of the rules there are.'
    : 'Your change is made again on the object as it is now, and reviewed again.';
}
