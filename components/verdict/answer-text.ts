import { formatCount } from '#lib/format/number.ts';
import { flagMeaning } from '#lib/format/response-flag.ts';
import type { AnswerCount } from '#lib/verdict/version-numbers.ts';

/** How many kinds of answers are listed before the rest is summed. */
const fewest = 4;

const nameOf = ({ code, grpcStatus, flags }: AnswerCount): string => {
  const answer = grpcStatus === null || grpcStatus === '0' ? code : `gRPC ${grpcStatus}`;
  return [answer === '-' ? 'no answer' : answer, ...flags].join(' ');
};

/** What was answered but success, the most frequent first: `500 × 33 · 404 × 5`; empty where nothing was. */
export function answersText(answers: readonly AnswerCount[]): string {
  const other = answers.filter(({ outcome, count }) => outcome !== 'succeeded' && count >= 0.5);
  const listed = other.slice(0, fewest).map((one) => `${nameOf(one)} × ${formatCount(one.count)}`);
  const rest = other.slice(fewest).reduce((sum, { count }) => sum + count, 0);
  return [...listed, ...(rest > 0 ? [`other × ${formatCount(rest)}`] : [])].join(' · ');
}

/** What the flags of answers mean, once each: `UH: no healthy upstream`. */
export function flagsText(answers: readonly AnswerCount[]): string {
  const flags = new Set(answers.flatMap((answer) => answer.flags));
  return [...flags]
    .filter((flag) => flagMeaning(flag) !== '')
    .map((flag) => `${flag}: ${flagMeaning(flag)}`)
    .join('; ');
}
