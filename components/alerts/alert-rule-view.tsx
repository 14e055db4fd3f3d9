'use client';
import { BellPlus } from 'lucide-react';
import { Loaded } from '#components/data/loaded.tsx';
import { useTime } from '#components/data/url-state.ts';
import { useAlertRule } from '#components/data/use-alerts.ts';
import { Blank } from '#components/ui/blank.tsx';
import type { EdgeId } from '#lib/core/ids.ts';
import { AlertRule } from './alert-rule.tsx';
import { useAlertRuleParams } from './alert-rule-params.ts';

/** The rule that alerts when an edge fails, to read, to choose and to copy. */
export function AlertRuleView() {
  const [{ edge }] = useAlertRuleParams();
  if (edge === null)
    return (
      <Blank icon={BellPlus} title="This link names no edge">
        <p>An alert rule is for an edge of the graph: select one there and choose Alert rule.</p>
      </Blank>
    );
  return <OfEdge edge={edge} />;
}

function OfEdge({ edge }: { edge: EdgeId }) {
  const [{ about, severity, bound, labels }] = useAlertRuleParams();
  const { selection } = useTime();
  const wanted = {
    edge,
    about: about === 'auto' ? null : about,
    severity: severity ?? 'critical',
    bound,
    labels: labels === null || labels === '' ? null : labels,
  };
  const loaded = useAlertRule(wanted, selection);
  return (
    <Loaded of={loaded} waiting="Writing the rule" failed="No rule can be written">
      {(data, { previous }) => <AlertRule edge={edge} data={data} previous={previous} />}
    </Loaded>
  );
}
