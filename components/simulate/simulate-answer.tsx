import { cx } from '#components/ui/cx.ts';
import type { SimulateResponse } from '#lib/api/simulate-contract.ts';
import { outcomesOf, sentenceOf, throughOf } from '#lib/simulate/sentence.ts';
import type { SimulateParams } from '#lib/url/path-params.ts';
import { HopPart } from './hop-part.tsx';
import { PortsPart } from './ports-part.tsx';
import { throughLooks } from './simulate-looks.ts';

interface SimulateAnswerProps {
  readonly answer: SimulateResponse;
  readonly asked: SimulateParams;
  /** Whether it is the answer to the request before. */
  readonly previous: boolean;
}

/** The sentence, then every proxy on the way with what it looks at, then the other ports of the host. */
export function SimulateAnswer({ answer, asked, previous }: SimulateAnswerProps) {
  const { simulation, ports } = answer;
  const { icon: Icon, tone, says } = throughLooks[throughOf(outcomesOf(simulation))];
  const http = answer.protocol === 'http' || answer.protocol === 'grpc';
  return (
    <div className={cx('max-w-240 space-y-5', previous && 'opacity-60')}>
      <p className="flex items-start gap-2 text-lg">
        <Icon size={20} strokeWidth={1.75} aria-label={says} className={cx('mt-1 shrink-0', tone)} />
        <span className="wrap-anywhere min-w-0">
          <span className="font-semibold">
            {callerText(asked.from)} → {answer.host}:{answer.port}
          </span>
          {http ? (
            <span className="font-mono text-base">
              {' '}
              {answer.protocol === 'grpc' ? 'POST' : asked.method} {asked.path}
            </span>
          ) : null}{' '}
          {sentenceOf(simulation)}.
        </span>
      </p>
      {simulation.hops.map((hop, i) => (
        <HopPart
          // biome-ignore lint/suspicious/noArrayIndexKey: hops are named by their place
          key={i}
          hop={hop}
          title={i === 0 ? null : `At the gateway ${hop.at?.name ?? 'that you may not read'}`}
        />
      ))}
      {ports.length > 0 ? <PortsPart host={answer.host} ports={ports} asked={asked} /> : null}
      <p className="text-muted">
        This is what the configuration of now comes to. Whether proxies have it already, and what applications
        answer, is not part of it.
      </p>
    </div>
  );
}

/** The workload of a node's id, `wl/cluster/namespace/name`. */
function callerText(from: string): string {
  const [, , namespace, name] = from.split('/');
  return name === undefined ? 'Somebody outside' : `${namespace}/${name}`;
}
