/** Labels of a Kubernetes object by which a Prometheus chooses its rules. */
export type RuleLabels = Readonly<Record<string, string>>;

/** So many are taken. */
const most = 10;

// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
const word = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const prefix = /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;

function isKey(text: string): boolean {
  const [name = '', before, ...rest] = text.split('/').toReversed();
  return rest.length === 0 && word.test(name) && (before === undefined || prefix.test(before));
}

/** Reads `name=value` joined by commas, as kubectl writes labels; null where the text is anything else. */
export function readRuleLabels(text: string): RuleLabels | null {
  const pairs = text.trim() === '' ? [] : text.split(',').map((pair) => pair.trim().split('='));
  const labels = pairs.flatMap(([key = '', value, ...rest]): readonly [string, string][] =>
    isKey(key) && value !== undefined && rest.length === 0 && (value === '' || word.test(value))
      ? [[key, value]]
      : [],
  );
  return labels.length < pairs.length || labels.length > most ? null : Object.fromEntries(labels);
}

export const ruleLabelsText = (labels: RuleLabels): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
