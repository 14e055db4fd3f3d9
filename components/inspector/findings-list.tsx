import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { Finding, FindingLevel } from '#lib/core/finding.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { pagePaths } from '#lib/url/paths.ts';

const looks: Record<FindingLevel, { icon: typeof Info; text: string }> = {
  error: { icon: CircleAlert, text: 'text-fail' },
  warning: { icon: TriangleAlert, text: 'text-warn' },
  info: { icon: Info, text: 'text-info' },
};
const order: readonly FindingLevel[] = ['error', 'warning', 'info'];

/** What is wrong with objects, the worst first: code, the object and the field, with what the rule saw. */
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
      {sorted.map((finding) => {
        const { icon: Icon, text } = looks[finding.level];
        const name = `${finding.object.kind} ${finding.object.name}`;
        return (
          <li
            key={`${finding.code} ${objectKey(finding.object)} ${finding.path}`}
            className="flex gap-2 border-line border-t py-2 first:border-t-0"
          >
            <Icon
              size={15}
              strokeWidth={1.75}
              className={`mt-0.5 shrink-0 ${text}`}
              aria-label={finding.level}
            />
            <div className="min-w-0">
              <div>
                <span className={`font-mono text-xs ${text}`}>{finding.code}</span>{' '}
                {linked ? (
                  <Link href={pagePaths.object(finding.object)} className="text-accent hover:underline">
                    {name}
                  </Link>
                ) : (
                  name
                )}
              </div>
              <p className="break-words text-muted">
                {Object.entries(finding.args)
                  .map(([key, value]) => `${key}: ${value}`)
                  .join(', ')}
              </p>
              <p className="break-all font-mono text-faint text-xs">{finding.path}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
