'use client';
import { Link2, Route } from 'lucide-react';
import { useDeferredValue } from 'react';
import { Loaded } from '#components/data/loaded.tsx';
import { useSimulation } from '#components/data/use-simulation.ts';
import { Blank } from '#components/ui/blank.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import type { SimulateParams } from '#lib/url/path-params.ts';
import { isPort } from './is-port.ts';
import { RequestForm } from './request-form.tsx';
import { SimulateAnswer } from './simulate-answer.tsx';
import { type SimulateView as Asked, useSimulateParams } from './simulate-params.ts';

/** A request is written at the left, and what the mesh would do with it stands at the right. Nothing is sent. */
export function SimulateView() {
  const [asked, change] = useSimulateParams();
  const settled = useDeferredValue(asked);
  const complete = requestOf(settled);
  return (
    <div className="grid h-full grid-cols-[340px_minmax(0,1fr)]">
      <div className="overflow-y-auto border-line border-r bg-surface px-4 py-5">
        <div className="mb-3 flex items-center justify-between">
          <h1 className="font-semibold text-lg">Simulate a request</h1>
          <CopyButton compact icon={Link2} label="Copy link" text={() => window.location.href} />
        </div>
        <RequestForm asked={asked} onChange={(next) => void change(next)} />
      </div>
      <div className="overflow-y-auto px-6 py-5" aria-live="polite">
        {complete === null ? (
          <Blank icon={Route} title="Who calls whom?">
            <p>
              Choose the caller and write the host that it calls. What every proxy on the way would do is
              worked out from the configuration; no request is sent.
            </p>
          </Blank>
        ) : (
          <Answer complete={complete} />
        )}
      </div>
    </div>
  );
}

function Answer({ complete }: { complete: SimulateParams }) {
  const loaded = useSimulation(complete);
  return (
    <Loaded of={loaded} waiting="Working out the way" failed="There is no answer for this request">
      {(data, { previous }) => <SimulateAnswer answer={data} asked={complete} previous={previous} />}
    </Loaded>
  );
}

/** The request as the API takes it; null while it is not whole. */
function requestOf({ from, host, port, ...rest }: Asked): SimulateParams | null {
  if (from === null || host.trim() === '') return null;
  const known = port !== '' && isPort(port) ? { port } : {};
  const method = /^[A-Z]{1,20}$/.test(rest.method) ? rest.method : 'GET';
  return { ...rest, ...known, from, host: host.trim(), method, path: rest.path || '/' };
}
