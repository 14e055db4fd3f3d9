'use client';
import { type ReactNode, useId } from 'react';
import { NodePicker } from '#components/telemetry/node-picker.tsx';
import { useNodes } from '#components/telemetry/use-why-no-edge.ts';
import { CheckRow } from '#components/ui/check-row.tsx';
import { asNodeId } from '#lib/core/branded.ts';
import { protocols } from '#lib/url/simulate-codec.ts';
import { isPort } from './is-port.ts';
import type { SimulateView } from './simulate-params.ts';

interface RequestFormProps {
  readonly asked: SimulateView;
  readonly onChange: (next: Partial<SimulateView>) => void;
}

const field =
  'h-8 w-full min-w-0 rounded-md border border-control bg-bg px-2 font-mono placeholder:text-faint';
const outside = asNodeId('outside');
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** The request that is simulated. It is answered as it is written. */
export function RequestForm({ asked, onChange }: RequestFormProps) {
  const loaded = useNodes();
  const nodes = loaded.state === 'ready' ? loaded.data.nodes.filter(({ kind }) => kind === 'workload') : null;
  const http = asked.protocol === 'http' || asked.protocol === 'grpc';
  const text = (
    name: 'host' | 'port' | 'path' | 'authority' | 'iss' | 'sub' | 'aud',
    label: string,
    empty: string,
  ) => (
    <Labelled label={label}>
      {(id) => (
        <input
          id={id}
          value={asked[name]}
          placeholder={empty}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange({ [name]: event.target.value })}
          aria-invalid={name === 'port' && !isPort(asked.port)}
          className={`${field} aria-invalid:border-fail`}
        />
      )}
    </Labelled>
  );
  const choice = (name: 'protocol' | 'method', label: string, options: readonly string[]) => (
    <Labelled label={label}>
      {(id) => (
        <select
          id={id}
          value={asked[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
          className={field}
        >
          {options.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
  return (
    <form className="space-y-3" onSubmit={(event) => event.preventDefault()}>
      {asked.from === outside ? null : (
        <NodePicker label="Caller" value={asked.from} nodes={nodes} onChange={(from) => onChange({ from })} />
      )}
      <CheckRow
        label="From outside the mesh, without a proxy"
        checked={asked.from === outside}
        onChange={() => onChange({ from: asked.from === outside ? null : outside })}
      />
      <div className="grid grid-cols-[minmax(0,1fr)_88px] gap-2">
        {text('host', 'Host', 'payment.shop')}
        {text('port', 'Port', 'the first')}
      </div>
      {isPort(asked.port) ? null : (
        <p className="text-fail">A port is a number from 1 to 65535; the first one is taken.</p>
      )}
      <div className="grid grid-cols-2 gap-2">
        {choice('protocol', 'Protocol', protocols)}
        {asked.protocol === 'http' ? choice('method', 'Method', methods) : null}
      </div>
      {http ? text('path', 'Path and query', '/') : null}
      {http ? (
        <Labelled label="Headers, one a line">
          {(id) => (
            <textarea
              id={id}
              rows={3}
              value={asked.headers}
              placeholder="end-user: jason"
              spellCheck={false}
              onChange={(event) => onChange({ headers: event.target.value })}
              className={`${field} h-auto py-1`}
            />
          )}
        </Labelled>
      ) : null}
      {text(
        'authority',
        asked.protocol === 'tls' ? 'Server name, if another' : 'Host header, if another',
        'as the host',
      )}
      {http ? (
        <fieldset className="space-y-3 border-line border-t pt-3">
          <legend className="sr-only">Token</legend>
          {text('iss', 'Issuer of a token', 'no token')}
          {asked.iss === '' ? null : (
            <div className="grid grid-cols-2 gap-2">
              {text('sub', 'Subject', 'user')}
              {text('aud', 'Audiences', 'web, mobile')}
            </div>
          )}
        </fieldset>
      ) : null}
    </form>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-medium text-muted text-xs">
        {label}
      </label>
      {children(id)}
    </div>
  );
}
