'use client';
import { useVerdict } from '#components/data/use-verdict.ts';
import { Stepper } from '#components/verdict/stepper.tsx';
import { VerdictPanel } from '#components/verdict/verdict-panel.tsx';
import { asSeconds } from '#lib/core/branded.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import type { EpochSeconds } from '#lib/core/units.ts';
import type { RouteRule } from '#lib/edit/split/route-rule.ts';
import { rolloutOf } from './rollout-of.ts';
import type { SplitParamsState } from './split-params.ts';
import type { SplitDraft } from './use-split-draft.ts';

interface RolloutPartProps {
  readonly object: ObjectRef;
  readonly rule: RouteRule;
  readonly draft: Pick<SplitDraft, 'preset'>;
  readonly link: SplitParamsState;
  /** Since when the route is as it is; null where that is not known. */
  readonly since: EpochSeconds | null;
  readonly disabled: boolean;
}

/** How the versions that a rule divides its requests between do, and the next step of their rollout, which only moves the sliders. */
export function RolloutPart({ object, rule, draft, link, since, disabled }: RolloutPartProps) {
  const of = {
    cluster: object.cluster,
    namespace: object.namespace ?? '',
    service: rule.destinations[0]?.fullHost ?? '',
  };
  const loaded = useVerdict({ ...of, stable: null }, { window: asSeconds(300), at: null });
  const rollout = loaded.state === 'ready' ? rolloutOf(loaded.data, rule, link.params.canary) : null;
  return (
    <section aria-label="Versions compared" className="rounded-md border border-line bg-surface">
      <h2 className="px-3 pt-2 font-semibold">Versions compared</h2>
      <div className="grid gap-x-6 gap-y-3 p-3 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <VerdictPanel {...of} stable={rollout?.stable ?? null} />
        {rollout === null || disabled ? null : (
          <div className="space-y-2">
            <h3 className="font-semibold text-muted text-xs">Roll out {rollout.version} by steps</h3>
            <Stepper
              {...of}
              version={rollout.version}
              stable={rollout.stable}
              share={(rule.destinations[rollout.index]?.share ?? 0) * 100}
              since={since}
              onStep={(share) => {
                link.change({ canary: rollout.version });
                draft.preset(rollout.index, share);
              }}
            />
          </div>
        )}
      </div>
    </section>
  );
}
