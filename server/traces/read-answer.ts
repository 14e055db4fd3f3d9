import type { z } from 'zod';
import { joinAnswers } from '#lib/traces/join-answers.ts';
import { readJsonValues } from '#lib/traces/read-json-values.ts';
import type { ReadTraces } from '#lib/traces/read-otlp.ts';
import type { Answered } from './ask.ts';
import { failureOfStatus, traceFailure } from './failure.ts';

/** What an answer begins with, for who has to find out what answered. */
const beginning = (body: string): string => {
  const text = body.trim().slice(0, 120);
  return text === '' ? 'an empty body' : text.startsWith('<') ? 'a web page' : `"${text}"`;
};

/** The JSON values of an answer. Throws WeftError for a status that is no success and for what is no JSON. */
function valuesOf({ status, body, asked }: Answered): readonly unknown[] {
  if (status < 200 || status >= 300) {
    throw traceFailure(failureOfStatus(status), `${asked}, HTTP ${status} with ${beginning(body)}`);
  }
  const values = readJsonValues(body);
  if (values !== null) return values;
  const begun = /^\s*[[{]/.test(body);
  throw traceFailure(begun ? 'truncated' : 'not-json', `${asked}, HTTP ${status} with ${beginning(body)}`);
}

const malformed = ({ status, body, asked }: Answered) =>
  traceFailure('malformed', `${asked}, HTTP ${status} with ${beginning(body)}`);

/** An answer of one JSON value in a form. Throws WeftError. */
export function readValue<S extends z.ZodType>(answer: Answered, schema: S): z.output<S> {
  const parsed = schema.safeParse(valuesOf(answer)[0]);
  if (parsed.success) return parsed.data;
  throw malformed(answer);
}

/** An answer of traces in OTLP JSON, in one piece or several. Throws WeftError. */
export function readTraces(answer: Answered): ReadTraces {
  const read = joinAnswers(valuesOf(answer));
  if (read !== null) return read;
  throw malformed(answer);
}
