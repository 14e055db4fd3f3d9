import Link from 'next/link';
import { cx } from '#components/ui/cx.ts';
import type { SimulateResponse } from '#lib/api/simulate-contract.ts';
import { outcomeText, throughOf } from '#lib/simulate/sentence.ts';
import { stepText } from '#lib/simulate/step-texts.ts';
import type { SimulateParams } from '#lib/url/path-params.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { throughLooks } from './simulate-looks.ts';
import { WrittenAt } from './written-at.tsx';

interface PortsPartProps {
  readonly host: string;
  readonly ports: SimulateResponse['ports'];
  readonly asked: SimulateParams;
}

const words = { yes: 'yes', partly: 'in part', no: 'no', unknown: 'cannot be told' } as const;

/** Whether the caller can call the host on each port that it declares, and what stands against it. */
export function PortsPart({ host, ports, asked }: PortsPartProps) {
  return (
    <section>
      <h2 className="mb-2 font-semibold">
        Can it call {host} with this request? By the ports that are declared
      </h2>
      <ul className="divide-y divide-line rounded-md border border-line bg-surface">
        {ports.map(({ port, protocol, outcomes, against }) => {
          const through = throughOf(outcomes.map((each) => ({ ...each, workload: null })));
          const { icon: Icon, tone } = throughLooks[through];
          const [worst] = outcomes.filter(({ ending }) => ending.kind === 'fails');
          const [blocking] = against;
          return (
            <li key={port} className="flex items-start gap-2 px-4 py-2">
              <Icon size={16} strokeWidth={1.75} aria-hidden className={cx('mt-0.5 shrink-0', tone)} />
              <Link
                href={pagePaths.simulate({ ...asked, port: String(port), protocol })}
                className="tabular w-28 shrink-0 text-accent hover:underline"
              >
                {port} {protocol}
              </Link>
              <span className="w-24 shrink-0 font-medium">{words[through]}</span>
              <span className="wrap-anywhere min-w-0 flex-1">
                {worst === undefined ? '' : `It ${outcomeText({ ending: worst.ending, workload: null })}. `}
                {blocking === undefined ? null : (
                  <>
                    To let it through, this has to change: {stepText(blocking)}.
                    {blocking.object === null ? null : (
                      <WrittenAt object={blocking.object} path={blocking.path} />
                    )}
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
