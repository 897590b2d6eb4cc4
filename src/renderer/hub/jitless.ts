import { z } from 'zod'

/*
 * Imported before anything that makes a schema: zod decides at that moment whether it may compile
 * parsers with `new Function`, which the page's Content-Security-Policy forbids.
 */
z.config({ jitless: true })
