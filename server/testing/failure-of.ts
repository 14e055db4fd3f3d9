import { isWeftError, type WeftError } from '#lib/core/error-code.ts';

/** The typed error that something fails with; throws where it does not fail, or with another kind of error. */
export async function failureOf(asked: Promise<unknown>): Promise<WeftError> {
  try {
    await asked;
  } catch (error) {
    if (isWeftError(error)) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}
