import { CopyButton } from '#components/ui/copy-button.tsx';
import type { AlertRuleResponse } from '#lib/api/alerts-contract.ts';
import type { formWords } from './alert-words.ts';

interface RuleUseProps {
  readonly form: keyof typeof formWords;
  readonly installed: AlertRuleResponse['installed'];
  readonly name: string;
}

/** What is done with the text: which rules a Prometheus reads is for who runs it to say. */
export function RuleUse({ form, installed, name }: RuleUseProps) {
  const command = form === 'operator' ? `kubectl apply -f ${name}.yaml` : `promtool check rules ${name}.yaml`;
  return (
    <div className="space-y-2">
      {form === 'file' ? (
        <p>Name the file under rule_files of Prometheus and reload it.</p>
      ) : (
        <p>
          {installed === false
            ? 'This cluster does not define PrometheusRule: apply it where the Prometheus Operator is. '
            : installed === null
              ? 'Whether this cluster defines PrometheusRule is not known: definitions may not be read. Apply it where the Prometheus Operator finds it. '
              : 'Create it here, or apply it where the Prometheus Operator finds it. '}
          Where its Prometheus chooses rules by label (ruleSelector, often release), the object needs that
          label.
        </p>
      )}
      <p className="text-muted">
        The labels lead back here: a link made of them, /alert?name=value&amp;…, opens this edge.
      </p>
      <CopyButton
        label={form === 'operator' ? 'Copy kubectl command' : 'Copy promtool command'}
        text={() => command}
      />
    </div>
  );
}
