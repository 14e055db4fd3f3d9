import type { VerdictResponse } from '#lib/api/verdict-contract.ts';
import { formatCountOf } from '#lib/format/number.ts';
import { formatShare } from '#lib/format/share.ts';
import { isolated } from '#lib/format/visible.ts';
import { flagsText } from './answer-text.ts';
import { axisEnd } from './share-axis.ts';
import { TallyRow } from './tally-row.tsx';

type Version = VerdictResponse['versions'][number];

const heads = ['Rate', 'Failing', 'p50', 'p95', 'p99'];

/** The versions side by side, what came to none of them, and what users get of all. */
export function VersionsTable({ data }: { data: VerdictResponse }) {
  const { versions, withoutVersion, users } = data;
  const end = axisEnd(
    [...versions, ...(users === null ? [] : [users])].flatMap(({ tally }) => tally?.failing ?? []),
  );
  return (
    <table className="w-full table-fixed">
      <thead>
        <tr className="text-muted text-xs">
          <th className="w-[22%] py-1 text-left font-medium">Version</th>
          {heads.map((head) => (
            <th key={head} className="py-1 pl-2 text-right font-medium">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      {versions.map((version) => (
        <TallyRow
          key={version.version}
          name={isolated(version.version)}
          note={noteOf(version, data.stable)}
          tally={version.tally}
          latency={version.latency}
          end={end}
          worse={version.verdict?.verdict === 'worse'}
        />
      ))}
      {withoutVersion === null ? null : (
        <TallyRow
          name="No version"
          note={flagsText(withoutVersion.answers) || 'came to no pod'}
          tally={withoutVersion}
          end={end}
          bare
        />
      )}
      {users === null ? null : (
        <TallyRow name="Users get" note="each request once" tally={users.tally} end={end} />
      )}
      <tfoot>
        <tr>
          <td colSpan={6} className="tabular border-line border-t pt-1 text-faint text-xs">
            <div className="flex justify-between gap-2">
              <span>0</span>
              <span>share that fails, 99 % interval</span>
              <span>{formatShare(end)}</span>
            </div>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function noteOf({ version, declared, pods }: Version, stable: string | null): string {
  return [
    version === stable ? 'stable' : '',
    declared === null ? '' : `weight ${formatShare(declared)}`,
    pods === null ? 'no pods' : `${formatCountOf(pods.ready, pods.total)} pods`,
  ]
    .filter(Boolean)
    .join(' · ');
}
