import { z } from 'zod';

// Must be imported before any schema: zod compiles parsers with `new Function`, which the page's policy forbids.
z.config({ jitless: true });
