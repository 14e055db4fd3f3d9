import type { IstioCode } from './istio-code.ts';

/** Of EnvoyFilters: patches that do not apply, or not always. */
export const envoyFilterCodes = {
  IST0151: {
    level: 'warning',
    summary: 'A relative patch without a priority',
    breaks: 'The order of filters decides whether it applies, and nothing decides that order.',
    fix: 'Set spec.priority.',
    text: (a) => `${a.operation} is relative to ${a.name}, and the filter has no priority.`,
  },
  IST0152: {
    level: 'error',
    summary: 'REPLACE where it is not supported',
    breaks: 'The patch is ignored.',
    fix: 'Use MERGE, or REMOVE and ADD.',
    text: (a) => `REPLACE has no effect on ${a.applyTo}.`,
  },
  IST0153: {
    level: 'error',
    summary: 'ADD where it is not supported',
    breaks: 'The patch is ignored.',
    fix: 'Add to VIRTUAL_HOST or with INSERT_FIRST instead.',
    text: (a) => `ADD has no effect on ${a.applyTo}.`,
  },
  IST0154: {
    level: 'error',
    summary: 'REMOVE where it is not supported',
    breaks: 'The patch is ignored.',
    fix: 'Change what is there with MERGE instead.',
    text: (a) => `REMOVE has no effect on ${a.applyTo}.`,
  },
  IST0155: {
    level: 'warning',
    summary: 'A relative patch beside one for a version of the proxy',
    breaks: 'Whether it applies depends on the order of the filters, and that on the version of the proxy.',
    fix: 'Set spec.priority on both.',
    text: (a) =>
      `${a.operation} is relative to ${a.name}, which an earlier patch limits to a version of the proxy; none has a priority.`,
  },
} as const satisfies Record<string, IstioCode>;
