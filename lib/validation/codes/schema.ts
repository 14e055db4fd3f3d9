import type { CodeInfo } from './code-info.ts';

const reference = 'https://istio.io/latest/docs/reference/config/';

const meant = (a: Readonly<Record<string, string>>): string =>
  a.meant === undefined || a.meant === '' ? '' : ` Did you mean ${a.meant}?`;

/** What an object breaks of the schema of its kind: WEFT0100 to WEFT0199. */
export const schemaCodes = {
  WEFT0100: {
    level: 'error',
    summary: 'A field that the kind does not have',
    breaks: 'The API server drops it: what it says is not there, and nobody is told.',
    fix: 'Write the field that is meant, where it belongs.',
    link: reference,
    text: (a) => `There is no field "${a.field}"${a.where === '' ? '' : ` in ${a.where}`}.${meant(a)}`,
  },
  WEFT0101: {
    level: 'error',
    summary: 'A value of the wrong type',
    breaks: 'The API server refuses the object.',
    fix: 'Write a value of the type that the field has.',
    link: reference,
    text: (a) => `"${a.field}" takes ${a.wanted}, and is ${a.found}.`,
  },
  WEFT0102: {
    level: 'error',
    summary: 'A value that the field does not know',
    breaks: 'The API server refuses the object.',
    fix: 'Write one of the values that the field knows.',
    link: reference,
    text: (a) => `"${a.field}" does not know ${a.value}; it knows ${a.known}.${meant(a)}`,
  },
  WEFT0103: {
    level: 'error',
    summary: 'A field that is needed and missing',
    breaks: 'The API server refuses the object.',
    fix: 'Write the field.',
    link: reference,
    text: (a) => `"${a.field}" is needed${a.where === '' ? '' : ` in ${a.where}`}.`,
  },
  WEFT0104: {
    level: 'error',
    summary: 'A value that the schema does not allow',
    breaks: 'The API server refuses the object.',
    fix: 'Correct the value.',
    link: reference,
    text: (a) => `"${a.field}" is not as its schema wants it: ${a.why}`,
  },
  WEFT0105: {
    level: 'error',
    summary: 'A version of a kind that does not exist',
    breaks: 'The API server does not know the object.',
    fix: 'Write a version that is served; v1 is the newest of most kinds.',
    link: reference,
    text: (a) => `${a.kind} has no version "${a.version}"; there are ${a.known}.`,
  },
  WEFT0106: {
    level: 'info',
    summary: 'An older version of a kind',
    breaks: 'Nothing: the API server keeps the object in one version, whichever it is written in.',
    fix: 'Write the newest version: fields that are new are known there alone.',
    link: reference,
    text: (a) => `${a.version} of ${a.kind} is served still; ${a.newest} is the newest.`,
  },
  WEFT0107: {
    level: 'warning',
    summary: 'A field that was applied and dropped',
    breaks: 'The API server does not know it: what was written has no effect.',
    fix: 'Remove it, or write the field that is meant, and apply again.',
    link: 'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    text: (a) => `"${a.field}" was applied and is not there: it has no effect.${meant(a)}`,
  },
  WEFT0108: {
    level: 'warning',
    summary: 'An object written more than once',
    breaks: 'Who applies the files gets the last one: what only the others say is lost.',
    fix: 'Put them together into one object, or give them names of their own.',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    text: (a) => `${a.kind} ${a.name} is written ${a.times} times; the last one holds.`,
  },
} as const satisfies Record<string, CodeInfo>;
