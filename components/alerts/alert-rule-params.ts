'use client';
import { useQueryStates } from 'nuqs';
import { urlParser } from '#components/data/url-parser.ts';
import { alertAbouts, alertSeverities } from '#lib/alerts/alert-rule.ts';
import { readRuleLabels } from '#lib/alerts/rule-labels.ts';
import { oneOf } from '#lib/url/codec.ts';
import { edgeCodec } from '#lib/url/element-codec.ts';

/** How a rule is written: as an object of the operator, or as a file; `auto` is by what the cluster defines. */
export const ruleForms = ['auto', 'operator', 'file'] as const;

const boundCodec = {
  parse: (text: string) => (/^[1-9]\d{0,6}$/.test(text) ? Number(text) : null),
  serialize: (bound: number | null) => (bound === null ? '' : String(bound)),
  fallback: null,
};

const labelsCodec = {
  parse: (text: string) => (readRuleLabels(text) === null ? null : text),
  serialize: (text: string) => text,
  fallback: '',
};

/** Whether the rule is written, or the change that creates it reviewed. */
export const ruleSteps = ['write', 'review'] as const;

/** The edge that a rule is for, and what was chosen of it. */
export const alertRuleParams = {
  edge: urlParser(edgeCodec),
  about: urlParser(oneOf(['auto', ...alertAbouts])),
  severity: urlParser(oneOf(alertSeverities)),
  bound: urlParser(boundCodec),
  labels: urlParser(labelsCodec),
  form: urlParser(oneOf(ruleForms)),
  step: urlParser(oneOf(ruleSteps)),
};

export const useAlertRuleParams = () => useQueryStates(alertRuleParams, { history: 'replace' });
