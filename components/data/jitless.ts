// Must be imported before any schema: zod compiles parsers with `new Function`, which the page's policy forbids. It is told
// so where it looks when it is loaded: the page loads it late or not at all.
declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined;
}

globalThis.__zod_globalConfig = Object.assign(globalThis.__zod_globalConfig ?? {}, { jitless: true });

export {};
