import { badRequest, invalid } from '../errors/errors.ts';
import type { FieldValidation, WriteOptions } from '../objects/write-options.ts';
import { type ApiRequest, parameter } from './api-request.ts';

/**
 * The options of a write, from its query.
 * @throws StatusError 422 for a dryRun other than All, 400 for an unknown fieldValidation
 */
export function writeOptions(request: ApiRequest, kind: string): WriteOptions {
  return {
    dryRun: dryRunOf(request.query.getAll('dryRun'), kind),
    fieldManager: parameter(request, 'fieldManager') || managerOf(request.headers['user-agent']),
    fieldValidation: validationOf(parameter(request, 'fieldValidation'), kind),
    user: request.user,
    warn: request.warn,
  };
}

/** The manager of a client that names none: its user agent up to the slash. */
function managerOf(userAgent: string | undefined): string {
  return ((userAgent ?? '').split('/')[0] || 'unknown').slice(0, 128);
}

/** @throws StatusError 422 for a value other than All */
export function dryRunOf(values: readonly string[], kind: string): boolean {
  const wrong = values.filter((value) => value !== 'All' && value !== '');
  if (wrong.length === 0) return values.includes('All');
  throw invalid(kind, 'meta.k8s.io', '', [
    {
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${JSON.stringify(wrong)}: supported values: "All"`,
      field: 'dryRun',
    },
  ]);
}

function validationOf(value: string, kind: string): FieldValidation {
  switch (value) {
    case '':
    case 'Warn':
      return 'Warn';
    case 'Strict':
    case 'Ignore':
      return value;
    default:
      throw invalid(kind, 'meta.k8s.io', '', [
        {
          reason: 'FieldValueNotSupported',
          message: `Unsupported value: "${value}": supported values: "", "Ignore", "Strict", "Warn"`,
          field: 'fieldValidation',
        },
      ]);
  }
}

/** @throws StatusError 400 when the parameter is not a whole number */
export function integerParameter(request: ApiRequest, name: string): number | null {
  const text = parameter(request, name);
  if (text === '') return null;
  if (!/^-?\d+$/.test(text))
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}
