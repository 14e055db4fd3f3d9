import { parseArgs } from 'node:util';
import { z } from 'zod';
import { findingLevel } from '#lib/core/finding.ts';
import { err, ok, type Result } from '#lib/core/result.ts';
import { readSilences, type Silence } from '#lib/validation/silence.ts';

export const usage = `weft validate FILE|DIR|- …   findings in YAML files; - reads standard input

  --output text|json|sarif|github   how findings are written (default: text)
  --fail-on error|warning|info      the least level that makes the exit code 1 (default: error)
  --suppress CODE[=OBJECT]          not to be told, as often as needed: IST0102, or IST0103=Pod/testing/*
  --every-rule                      also the rules that say more than most want to hear

The files are taken for the whole mesh. Of kinds that a mesh has and no file holds (pods, namespaces, secrets, and services
where neither Services nor ServiceEntries are given) nothing is concluded. The annotations galley.istio.io/analyze-suppress and kiali.io/ignore-validations are honoured;
what is suppressed is counted.

Exit codes: 0 nothing at that level, 1 at least one finding, 2 wrong usage or input that cannot be read.`;

const options = z.object({
  output: z.enum(['text', 'json', 'sarif', 'github']),
  'fail-on': findingLevel,
  'every-rule': z.boolean(),
  suppress: z.array(z.string()),
});

export interface ValidateOptions {
  readonly paths: readonly string[];
  readonly output: z.infer<typeof options>['output'];
  readonly failOn: z.infer<typeof findingLevel>;
  readonly everyRule: boolean;
  readonly silences: readonly Silence[];
}

/** The options of `weft validate`; the error is one line that names what is wrong. */
export function parseOptions(args: readonly string[]): Result<ValidateOptions, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: 'string', default: 'text' },
        'fail-on': { type: 'string', default: 'error' },
        'every-rule': { type: 'boolean', default: false },
        suppress: { type: 'string', multiple: true, default: [] },
      },
    });
    const parsed = options.safeParse(values);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return err(`--${String(issue?.path[0])}: ${issue?.message ?? 'cannot be used'}`);
    }
    if (positionals.length === 0) return err('No file is given.');
    const { output, 'fail-on': failOn, 'every-rule': everyRule, suppress } = parsed.data;
    const silences = readSilences(suppress.join(','));
    if (!silences.ok) return err(`--suppress: ${silences.error}.`);
    return ok({ paths: positionals, output, failOn, everyRule, silences: silences.value });
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}
