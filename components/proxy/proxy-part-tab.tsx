'use client';
import { CircleAlert, Lock, RotateCw, Unplug } from 'lucide-react';
import { toLoadable } from '#components/data/loadable.ts';
import { Loaded } from '#components/data/loaded.tsx';
import { useProxy } from '#components/data/use-proxy.ts';
import { Blank } from '#components/ui/blank.tsx';
import { Button } from '#components/ui/button.tsx';
import { Failure } from '#components/ui/failure.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Prose } from '#components/ui/prose.tsx';
import type { MissingPart, ProxyPart, ProxyResponse } from '#lib/api/proxy-contract.ts';
import type { ObjectRef } from '#lib/core/object-ref.ts';
import { formatBytes } from '#lib/format/bytes.ts';
import { formatClock } from '#lib/format/clock.ts';
import { formatLatency } from '#lib/format/duration.ts';
import { plural } from '#lib/format/ellipsis.ts';
import { DifferenceList } from './difference-list.tsx';
import { PartBody } from './part-body.tsx';

/** What was held against the configuration on each tab, where nothing differs. */
const noDifference: Record<ProxyPart, string> = {
  summary:
    'Subsets and endpoints are as the configuration declares them, no host is ejected, no certificate ends soon, and all that istiod sent is taken. Weights are compared with the routes.',
  clusters: 'Subsets and endpoints are as the configuration declares them, and no host is ejected.',
  endpoints: 'Subsets and endpoints are as the configuration declares them, and no host is ejected.',
  routes: 'The weights of the routes are as the configuration declares them.',
  certificates: 'No certificate has ended or is about to.',
  sync: 'The proxy has acknowledged all that istiod sent.',
};

/** One part of what the proxy of a pod says itself. It is asked when the tab is opened, and again by hand. */
export function ProxyPartTab({ pod, part }: { pod: ObjectRef; part: ProxyPart }) {
  // One answer tells clusters and their endpoints.
  const query = useProxy(pod, part === 'endpoints' ? 'clusters' : part);
  const again = () => void query.refetch();
  return (
    <Loaded
      of={toLoadable(query)}
      waiting={<div role="status" aria-label="Asking the proxy" className="skeleton h-80" />}
      failed="The proxy cannot be asked"
      onRetry={again}
    >
      {(answer) => <Answer answer={answer} part={part} asking={query.isFetching} onAgain={again} />}
    </Loaded>
  );
}

interface AnswerProps {
  readonly answer: ProxyResponse;
  readonly part: ProxyPart;
  readonly asking: boolean;
  readonly onAgain: () => void;
}

function Answer({ answer, part, asking, onAgain }: AnswerProps) {
  if (answer.noEnvoy !== null)
    return (
      <Blank icon={Unplug} title="There is no Envoy to ask">
        <p>
          <Prose text={answer.noEnvoy} />
        </p>
      </Blank>
    );
  const [only] = answer.missing;
  // Nothing was had: the first reason is the reason.
  if (answer.asked.length === 0 && only !== undefined)
    return <Failure {...only} title="The proxy cannot be asked" onRetry={onAgain} />;
  const whole = answer.missing.length === 0;
  return (
    <>
      <AskedLine answer={answer} asking={asking} onAgain={onAgain} />
      {answer.missing.map((missing) => (
        <Missing key={missing.what} missing={missing} />
      ))}
      {whole || answer.differences.length > 0 ? (
        <DifferenceList differences={answer.differences} none={noDifference[part]} />
      ) : null}
      <PartBody answer={answer} part={part} />
      <Passed answer={answer} />
    </>
  );
}

/** When it was asked and what that cost. */
function AskedLine({ answer: { at, asked }, asking, onAgain }: Omit<AnswerProps, 'part'>) {
  const bytes = asked.reduce((sum, each) => sum + each.bytes, 0);
  const slowest = Math.max(0, ...asked.map(({ ms }) => ms));
  return (
    <div className="flex flex-wrap items-center gap-2 text-muted text-xs">
      <p title={asked.map(({ pod, port, path }) => `${pod}:${port}${path}`).join('\n')}>
        {`Asked at ${formatClock(at)}: ${plural(asked.length, 'request')}, ${formatBytes(bytes)}, ${formatLatency(slowest)}. What changes right now may differ for a moment.`}
      </p>
      <Button onClick={onAgain} disabled={asking}>
        <RotateCw size={14} aria-hidden /> {asking ? 'Asking' : 'Ask again'}
      </Button>
    </div>
  );
}

const Missing = ({ missing: { what, code, message, cure } }: { missing: MissingPart }) => (
  <Notice icon={code === 'forbidden' ? Lock : CircleAlert} tone="warn">
    <p>{`Without ${what}: ${message}`}</p>
    {cure === null ? null : (
      <p className="text-text">
        <Prose text={cure} />
      </p>
    )}
  </Notice>
);

function Passed({ answer: { more, unread } }: { answer: ProxyResponse }) {
  const told = [
    more > 0 ? `${more} more are not shown: the command above lists all.` : '',
    unread > 0 ? `${plural(unread, 'element')} of the answer had another shape and could not be read.` : '',
  ].filter(Boolean);
  return told.length === 0 ? null : <p className="text-muted">{told.join(' ')}</p>;
}
