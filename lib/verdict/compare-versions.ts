import { formatCount } from '#lib/format/number.ts';
import type { VectorRow } from '#lib/prom/series.ts';
import { chooseStable } from './choose-stable.ts';
import type { DeclaredVersions, VersionTarget } from './declared-versions.ts';
import { type Judged, judge } from './judge.ts';
import type { Limits } from './limits.ts';
import {
  byVersion,
  type Counted,
  numbersOf,
  type Reporter,
  reporterOfVersions,
  tallyOf,
} from './read-rows.ts';
import type { Verdict, VerdictWord } from './verdict.ts';
import type { Tally } from './version-numbers.ts';

export interface CompareInput extends Counted {
  /** Rows of `requestsByVersion` and `durationsByVersion`. */
  readonly requests: readonly VectorRow[];
  readonly durations: readonly VectorRow[];
  readonly declared: DeclaredVersions;
  /** The version that a person named as the stable one. */
  readonly named: string | null;
  readonly limits: Limits;
}

/** A version beside the others. */
export interface ComparedVersion extends Omit<Judged, 'buckets'> {
  readonly declared: number | null;
  /** Null where its pods are not in the snapshot. */
  readonly pods: { readonly ready: number; readonly total: number } | null;
  readonly targets: readonly VersionTarget[];
  /** Null of the stable version, and where none stands out. */
  readonly verdict: Verdict | null;
}

export interface ComparedVersions {
  readonly stable: string | null;
  readonly reporter: Reporter | null;
  /** The stable one first, then by name. */
  readonly versions: readonly ComparedVersion[];
  /** What callers sent that came to no version; null where nothing did, or nobody could tell. */
  readonly withoutVersion: Tally | null;
  readonly verdict: VerdictWord | null;
  readonly says: string;
}

/** The versions of a service side by side: those that were seen and those that are declared, each compared with the stable one. */
export function compareVersions(input: CompareInput): ComparedVersions {
  const { requests, declared, limits } = input;
  const reporter = reporterOfVersions(requests);
  const judged = judgedVersions(input, reporter);
  const named =
    declared.versions.has(input.named ?? '') || judged.some(({ version }) => version === input.named);
  const stable = chooseStable(
    judged.map(({ version, tally }) => ({
      version,
      declared: declared.versions.get(version)?.declared ?? null,
      rate: tally?.rate ?? null,
    })),
    named ? input.named : null,
  );
  const than = judged.find(({ version }) => version === stable) ?? null;
  const versions = judged
    .map(({ buckets, ...one }): ComparedVersion => {
      const known = declared.versions.get(one.version);
      return {
        ...one,
        declared: known?.declared ?? null,
        pods: known === undefined || known.pods.total === 0 ? null : known.pods,
        targets: known?.targets ?? [],
        verdict: than === null || one.version === stable ? null : judge({ ...one, buckets }, than, limits),
      };
    })
    .sort((a, b) => Number(b.version === stable) - Number(a.version === stable) || byName(a, b));
  const withoutVersion = tallyOf(byVersion(requests, 'source', declared.hosts).without, input);
  const { verdict, says } = worstOf(versions, stable);
  return { stable, reporter, versions, withoutVersion, verdict, says: `${says}${lostText(withoutVersion)}` };
}

/** Callers answered these themselves, whatever version they were meant for: they count for none, and must not be overlooked. */
function lostText(withoutVersion: Tally | null): string {
  if (withoutVersion === null || withoutVersion.failed === 0) return '';
  const [most] = withoutVersion.answers.filter(({ outcome }) => outcome === 'failed');
  const answer = [most?.code === '-' ? 'no answer' : most?.code, ...(most?.flags ?? [])].join(' ');
  return ` ${formatCount(withoutVersion.failed)} requests failed before they came to any version (${answer}).`;
}

const byName = (a: ComparedVersion, b: ComparedVersion): number =>
  a.version.localeCompare(b.version, 'en', { numeric: true });

function judgedVersions(input: CompareInput, reporter: Reporter | null): readonly Judged[] {
  const { hosts, versions: declared } = input.declared;
  const rows = byVersion(input.requests, reporter, hosts).versions;
  const durations = byVersion(input.durations, reporter, hosts).versions;
  return [...new Set([...declared.keys(), ...rows.keys()])].map((version) =>
    numbersOf(version, rows.get(version) ?? [], durations.get(version) ?? [], input),
  );
}

const order: readonly VerdictWord[] = ['worse', 'not-enough-data', 'not-worse'];

/** The verdict of all: that of the canary that does worst. One that gets no requests is only told where no other does. */
function worstOf(
  versions: readonly ComparedVersion[],
  stable: string | null,
): Pick<ComparedVersions, 'verdict' | 'says'> {
  const all = versions.filter(({ verdict }) => verdict !== null);
  const seen = all.filter(({ tally }) => tally !== null);
  const [worst] = (seen.length > 0 ? seen : all)
    .flatMap(({ verdict }) => verdict ?? [])
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  if (worst !== undefined) return { verdict: worst.verdict, says: worst.says };
  return { verdict: null, says: nothingToCompare(versions, stable) };
}

function nothingToCompare(versions: readonly ComparedVersion[], stable: string | null): string {
  if (versions.length === 0) return 'No version of this service is known, and none was seen in this window.';
  if (versions.length === 1) return `${stable} is the only version: there is nothing to compare it with.`;
  return 'None of the versions got a request in this window, and no route says which one is stable.';
}
