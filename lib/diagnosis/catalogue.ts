import { applicationCauses, callerCauses } from './catalogue/application.ts';
import type { CauseWords } from './catalogue/cause-words.ts';
import { configurationCauses } from './catalogue/configuration.ts';
import { controlPlaneCauses } from './catalogue/control-plane.ts';
import { elsewhereCauses } from './catalogue/elsewhere.ts';
import { platformCauses } from './catalogue/platform.ts';

/**
 * Whose doing a cause is: something that is written in an object of the mesh, what runs (pods, certificates, the network), the
 * control plane, the application that is called, the one that calls, or something else further down or outside.
 */
export type Blame = 'configuration' | 'platform' | 'control-plane' | 'application' | 'caller' | 'elsewhere';

export interface CauseText extends CauseWords {
  readonly blame: Blame;
}

/** The same codes, with whose doing each is. */
function blamed<Code extends string>(
  blame: Blame,
  causes: Readonly<Record<Code, CauseWords>>,
): Readonly<Record<Code, CauseText>> {
  const texts = Object.entries<CauseWords>(causes).map(([code, words]) => [code, { ...words, blame }]);
  // Every code keeps its entry; Object.entries forgets their type.
  return Object.fromEntries(texts) as Record<Code, CauseText>;
}

/** What each cause is called and said, by its code. Their order says nothing: see all-causes.ts for that of ties. */
const causeTexts = {
  ...blamed('configuration', configurationCauses),
  ...blamed('platform', platformCauses),
  ...blamed('control-plane', controlPlaneCauses),
  ...blamed('application', applicationCauses),
  ...blamed('caller', callerCauses),
  ...blamed('elsewhere', elsewhereCauses),
};

export type CauseCode = keyof typeof causeTexts;

export const causeCodes = Object.keys(causeTexts) as readonly CauseCode[];

export const causeText = (code: CauseCode): CauseText => causeTexts[code];

/** Whether a cause says that an object of the mesh is written wrong. */
export const accusesConfiguration = (code: CauseCode): boolean => causeTexts[code].blame === 'configuration';
