import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { Finding, FindingLevel } from '#lib/core/finding.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { codeInfo, findingText } from '#lib/validation/codes.ts';

const looks: Record<FindingLevel, { icon: typeof Info; text: string }> = {
  error: { icon: CircleAlert, text: 'text-fail' },
  warning: { icon: TriangleAlert, text: 'text-warn' },
  info: { icon: Info, text: 'text-info' },
};
const order: readonly FindingLevel[] = ['error', 'warning', 'info'];

/** What is wrong with objects, the worst first: what is, what it breaks, what to do, and the object and field it is about. */
export function FindingsList({
  findings,
  linked = true,
}: {
  findings: readonly Finding[];
  linked?: boolean;
}) {
  const sorted = [...findings].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  return (
    <ul>
      {sorted.map((finding) => (
        <FindingRow
          key={`${finding.code} ${objectKey(finding.object)} ${finding.path}`}
          finding={finding}
          linked={linked}
        />
      ))}
    </ul>
  );
}

function FindingRow({ finding, linked }: { finding: Finding; linked: boolean }) {
  const { icon: Icon, text } = looks[finding.level];
  const info = codeInfo(finding.code);
  const { kind, name, namespace } = finding.object;
  return (
    <li className="flex gap-2 border-line border-t py-2 first:border-t-0">
      <Icon size={15} strokeWidth={1.75} className={`mt-0.5 shrink-0 ${text}`} aria-label={finding.level} />
      <div className="min-w-0">
        <p className="break-words">{findingText(finding)}</p>
        {info ? (
          <p className="break-words text-muted">
            {info.breaks} {info.fix}
          </p>
        ) : null}
        <p className="break-words text-faint text-xs">
          <span className="font-mono">{finding.code}</span>
          {linked ? (
            <>
              {' · '}
              <Link
                href={pagePaths.object(finding.object, finding.path)}
                className="text-accent hover:underline"
              >
                {kind} {name}
              </Link>
              {namespace ? ` in ${namespace}` : ''}
            </>
          ) : null}
          {' · '}
          <span className="wrap-anywhere font-mono">{finding.path}</span>
        </p>
      </div>
    </li>
  );
}
