import type { FunctionTable, ScalarFunction, VectorFunction } from '../evaluation.ts';
import { conversionFunctions, scalarConversions } from './conversions.ts';
import { dateFunctions } from './dates.ts';
import { histogramFunctions } from './histogram.ts';
import { labelFunctions } from './labels.ts';
import { mathFunctions } from './math.ts';
import { overTimeFunctions } from './over-time.ts';
import { rateFunctions } from './rates.ts';
import { regressionFunctions } from './regression.ts';

/** Every function that gives a vector, by name; one file a family. */
export const vectorFunctions: FunctionTable<VectorFunction> = {
  ...conversionFunctions,
  ...dateFunctions,
  ...histogramFunctions,
  ...labelFunctions,
  ...mathFunctions,
  ...overTimeFunctions,
  ...rateFunctions,
  ...regressionFunctions,
};

export const scalarFunctions: FunctionTable<ScalarFunction> = scalarConversions;
