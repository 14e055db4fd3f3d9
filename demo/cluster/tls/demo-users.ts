import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { User } from '../cluster-state.ts';

/** The users that the kubeconfig holds a context for, and their groups; what they may do is said by RBAC objects. */
const demoUsers = ['admin', 'viewer', 'shop-dev', 'shop-only'] as const;

const tokensFile = z.record(z.string(), z.string().min(32));

/** Tokens by user name: random, kept in `dir` so that a kubeconfig outlives a restart. */
export async function loadTokens(dir: string): Promise<Record<string, string>> {
  const path = join(dir, 'tokens.json');
  const kept = await readTokens(path);
  const tokens = Object.fromEntries(
    demoUsers.map((name) => [name, kept[name] ?? randomBytes(24).toString('hex')]),
  );
  await writeFile(path, `${JSON.stringify(tokens, null, 2)}\n`, { mode: 0o600 });
  return tokens;
}

async function readTokens(path: string): Promise<Record<string, string>> {
  try {
    return tokensFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return {};
  }
}

/** Users by their token. */
export function usersByToken(tokens: Readonly<Record<string, string>>): Map<string, User> {
  return new Map(
    Object.entries(tokens).map(([name, token]) => [
      token,
      {
        name,
        uid: `weft-demo-${name}`,
        groups: [...(name === 'admin' ? ['system:masters'] : []), 'system:authenticated'],
      },
    ]),
  );
}
