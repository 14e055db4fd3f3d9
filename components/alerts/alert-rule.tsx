'use client';
import { BellPlus, Download, Link2 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useKeptView } from '#components/data/use-kept-view.ts';
import { download } from '#components/graph/export/download.ts';
import { nodeLabel } from '#components/graph/scene/node-name.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { PageLink } from '#components/ui/page-link.tsx';
import { Section } from '#components/ui/section.tsx';
import type { AlertRuleResponse } from '#lib/api/alerts-contract.ts';
import type { EdgeId } from '#lib/core/ids.ts';
import { selectionCodec } from '#lib/url/graph-codec.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { AlertRuleChoices } from './alert-rule-choices.tsx';
import { useAlertRuleParams } from './alert-rule-params.ts';
import { CreateRule } from './create-rule.tsx';
import { RuleUse } from './rule-use.tsx';
import { WouldHaveFired } from './would-have-fired.tsx';

const YamlView = lazy(() =>
  import('#components/object/yaml-view.tsx').then((module) => ({ default: module.YamlView })),
);

interface AlertRuleProps {
  readonly edge: EdgeId;
  readonly data: AlertRuleResponse;
  /** Whether this is the rule of another choice than the one made. */
  readonly previous: boolean;
}

const noFindings: readonly never[] = [];

export function AlertRule({ edge, data, previous }: AlertRuleProps) {
  const kept = useKeptView();
  const [{ form, step }, change] = useAlertRuleParams();
  const { source, target, name } = data;
  const written =
    form === 'operator' || form === 'file' ? form : data.installed === false ? 'file' : 'operator';
  const text = written === 'operator' ? data.operator : data.file;
  const place = `${nodeLabel(source)} → ${nodeLabel(target)}`;
  if (step === 'review') return <CreateRule data={data} onBack={() => void change({ step: 'write' })} />;
  return (
    <div className="flex h-full flex-col" aria-busy={previous}>
      <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-4 py-2">
        <h1 className="min-w-0 flex-1 basis-72 truncate font-semibold" title={place}>
          <span className="font-normal text-muted">Alert rule for </span>
          <PageLink
            href={pagePaths.graph({ sel: selectionCodec.serialize({ kind: 'edge', id: edge }), ...kept })}
            className="hover:text-accent hover:underline"
          >
            {place}
          </PageLink>
        </h1>
        <span className="flex gap-1.5">
          {written === 'operator' && data.plan !== null ? (
            <Button look="accent" disabled={previous} onClick={() => void change({ step: 'review' })}>
              <BellPlus size={14} strokeWidth={1.75} aria-hidden /> Create in the cluster
            </Button>
          ) : null}
          <CopyButton label="Copy YAML" text={() => text} look={data.plan === null ? 'accent' : 'outline'} />
          <Button look="outline" onClick={() => download(text, `${name}.yaml`, 'application/yaml')}>
            <Download size={14} strokeWidth={1.75} aria-hidden /> Download
          </Button>
          <CopyButton icon={Link2} label="Copy PromQL" text={() => data.expr} />
        </span>
      </header>
      <div className="flex min-h-0 flex-1 max-lg:flex-col-reverse max-lg:overflow-y-auto">
        <div className="min-h-72 min-w-0 flex-1">
          <Suspense fallback={<div className="skeleton m-4 h-80" />}>
            <YamlView
              text={text}
              label={`The rule ${name}`}
              cluster={target.cluster}
              findings={noFindings}
              path=""
            />
          </Suspense>
        </div>
        <aside
          aria-label="What the rule holds"
          className="w-96 shrink-0 overflow-y-auto border-line border-l bg-surface max-lg:w-full max-lg:border-b max-lg:border-l-0"
        >
          <Section title="The alert is about">
            <AlertRuleChoices data={data} form={written} />
          </Section>
          <Section title="Would it be noisy">
            <WouldHaveFired data={data} />
          </Section>
          <Section title="How it is put to use">
            <RuleUse form={written} installed={data.installed} name={name} />
          </Section>
        </aside>
      </div>
    </div>
  );
}
