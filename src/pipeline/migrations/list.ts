import type { Migration } from './migrate.ts';

/**
 * Every step from an old document to today's, oldest first. A step is never changed or removed once it is here:
 * links and files of its time are still about. Version 1 is the first, so there is none yet.
 */
export const MIGRATIONS: readonly Migration[] = [];
