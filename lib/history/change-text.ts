import type { ChangeRecord } from './change-record.ts';

/** What happened, in one sentence without its object: `changed spec.http[0].timeout and 2 more`. */
export function changeText(change: ChangeRecord): string {
  const { what, note, fields, more } = change;
  const [first] = fields;
  const others = fields.length - 1 + more;
  const named = first === undefined ? '' : `${first.path}${others > 0 ? ` and ${others} more` : ''}`;
  switch (what) {
    case 'created':
      return 'was created';
    case 'deleted':
      return 'was deleted';
    case 'edited':
      return named === '' ? 'was changed' : `changed ${named}`;
    case 'rollout':
      return `rolled out${note === '' ? '' : ` ${note}`}${named === '' ? '' : `: ${named}`}`;
    case 'scaled':
      return `scaled from ${first?.before ?? '?'} to ${first?.after ?? '?'}${note === '' ? '' : `, ${note}`}`;
    case 'restarted':
      return `restarted: ${note}`;
    case 'proxy':
      return `got another proxy: ${first?.before ?? '?'} to ${first?.after ?? '?'}`;
    case 'certificate':
      return `serves with another certificate: ${note}`;
    case 'node':
    case 'event':
      return note;
  }
}
