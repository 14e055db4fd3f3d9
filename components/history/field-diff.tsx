import { plural } from '#lib/format/ellipsis.ts';
import type { ChangeRecord } from '#lib/history/change-record.ts';

/** What stood at each field and what stands there since; a side that was not there is left out. */
export function FieldDiff({ change }: { change: ChangeRecord }) {
  return (
    <dl className="mt-1 space-y-2 rounded-md bg-sunken p-2 font-mono text-xs">
      {change.fields.map(({ path, before, after }) => (
        <div key={path}>
          <dt className="wrap-anywhere text-muted">{path}</dt>
          {before === null ? null : <Side sign="−" said="before" text={before} look="bg-fail-quiet" />}
          {after === null ? null : <Side sign="+" said="after" text={after} look="bg-ok-quiet" />}
        </div>
      ))}
      {change.more > 0 ? (
        <div className="font-sans text-muted">{plural(change.more, 'more field')} changed.</div>
      ) : null}
    </dl>
  );
}

function Side({ sign, said, text, look }: { sign: string; said: string; text: string; look: string }) {
  return (
    <dd className={`flex gap-2 px-1 ${look}`}>
      <span aria-hidden="true">{sign}</span>
      <span className="sr-only">{said}</span>
      <span className="wrap-anywhere whitespace-pre-wrap">{text}</span>
    </dd>
  );
}
