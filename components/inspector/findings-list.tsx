import { EyeOff } from 'lucide-react';
import Link from 'next/link';
import { levelLooks } from '#components/findings/level-looks.ts';
import type { Finding } from '#lib/core/finding.ts';
import { objectKey } from '#lib/core/object-ref.ts';
import { pagePaths } from '#lib/url/paths.ts';
import { codeInfo, findingText } from '#lib/validation/codes.ts';
import { levelOrder } from '#lib/validation/list/group-by-cause.ts';

/** What is wrong with objects, the worst first: what is, what it breaks, what to do, and the object and field it is about. */
export function FindingsList({
  findings,
  linked = true,
}: {
  findings: readonly Finding[];
  linked?: boolean;
}) {
  const sorted = [...findings].sort((a, b) => urgency(a) - urgency(b));
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

const urgency = ({ level, suppressed }: Finding): number =>
  levelOrder.indexOf(level) + (suppressed === undefined ? 0 : levelOrder.length);

function FindingRow({ finding, linked }: { finding: Finding; linked: boolean }) {
  const { icon: Icon, text } = levelLooks[finding.level];
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
          {finding.path === '' ? null : (
            <>
              {' · '}
              <span className="wrap-anywhere font-mono">{finding.path}</span>
            </>
          )}
        </p>
        {finding.suppressed ? (
          <p className="flex items-center gap-1 text-muted text-xs">
            <EyeOff size={12} aria-hidden /> Suppressed by{' '}
            <span className="wrap-anywhere font-mono">{finding.suppressed.as}</span>
          </p>
        ) : null}
      </div>
    </li>
  );
}
