import { referenceText } from '../reference-text.ts';
import type { IstioCode } from './istio-code.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Of objects of any kind: what is refused, deprecated or refers to nothing, and annotations. */
export const anyObjectCodes = {
  IST0002: {
    level: 'warning',
    summary: 'A deprecated field or kind',
    breaks: 'The field is ignored already, or will be by a later release.',
    fix: 'Write what replaces it.',
    text: (a) => `${a.field} is deprecated${a.instead ? `; use ${a.instead}` : ''}.`,
  },
  IST0101: {
    level: 'error',
    summary: 'A reference to something that does not exist',
    breaks:
      'Requests that take a route to it fail (503 NC: the proxy has no such cluster); a gateway, policy or setting that names it applies to nothing.',
    fix: 'Create what is named, or name what exists.',
    text: referenceText,
  },
  IST0106: {
    level: 'error',
    summary: 'An object that Istio refuses',
    breaks: 'It is not used, or not as it is written; istiod’s webhook refuses to have it saved.',
    fix: 'Correct the field.',
    text: (a) => `${capital(a.why ?? '')}.`,
  },
  IST0107: {
    level: 'warning',
    summary: 'An annotation on a kind that it means nothing on',
    breaks: 'The annotation has no effect.',
    fix: 'Move it to the kind it is for; what is for pods belongs into the template.',
    text: (a) => `${a.name} means something on ${a.kinds} only.`,
  },
  IST0108: {
    level: 'warning',
    summary: 'An annotation that Istio does not know',
    breaks: 'The annotation has no effect.',
    fix: 'Correct its name, or delete it.',
    text: (a) => `Istio knows no annotation ${a.name}.`,
  },
  IST0125: {
    level: 'warning',
    summary: 'An annotation whose value Istio does not understand',
    breaks: 'The injector refuses the pod or ignores the annotation.',
    fix: 'Correct the value.',
    text: (a) => `${a.name}: ${a.problem}.`,
  },
  IST0133: {
    level: 'warning',
    summary: 'An object that Istio warns of',
    breaks: 'It is used, but not as one may think.',
    fix: 'Correct the field.',
    text: (a) => `${capital(a.why ?? '')}.`,
  },
  IST0135: {
    level: 'info',
    summary: 'A deprecated annotation',
    breaks: 'It works for now; a later release may drop it.',
    fix: 'Write what replaces it.',
    text: (a) => `${a.name} is deprecated${a.instead ? `; use ${a.instead}` : ''}.`,
  },
  IST0136: {
    level: 'info',
    summary: 'An annotation that Istio calls alpha',
    breaks: 'It may change or go without notice.',
    fix: 'Keep it if you know why it is there.',
    text: (a) => `${a.name} is alpha.`,
  },
  IST0171: {
    level: 'warning',
    summary: 'Istio did not accept the object as it is',
    breaks: 'What the condition speaks of does not work.',
    fix: 'Read the reason, and correct the object or what it refers to.',
    text: (a) => `${a.type} is not met: ${a.why}`,
  },
} as const satisfies Record<string, IstioCode>;
