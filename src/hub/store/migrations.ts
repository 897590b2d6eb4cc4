import type { DatabaseSync } from 'node:sqlite'

/**
 * The schema, one step per entry; `user_version` says how many have been taken. Never change a
 * step that has been released: add one.
 *
 * Rows of `incident` and `call` are never deleted, so `row` counts from 1 without holes.
 */
const steps: readonly string[] = [
  `CREATE TABLE incident (
     row INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     revision INTEGER NOT NULL,
     source TEXT,
     seq INTEGER,
     category TEXT NOT NULL,
     priority INTEGER NOT NULL,
     status TEXT NOT NULL,
     channel TEXT,
     receivedAt INTEGER NOT NULL,
     dispatchedAt INTEGER,
     departedAt INTEGER,
     arrivedAt INTEGER,
     closedAt INTEGER,
     lon REAL,
     lat REAL,
     positionAccuracyM REAL,
     district TEXT,
     subdistrict TEXT,
     assignments TEXT NOT NULL,
     calls INTEGER NOT NULL,
     exercise INTEGER NOT NULL,
     simulated INTEGER NOT NULL,
     disputed INTEGER
   ) STRICT;
   CREATE TABLE call (
     row INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     revision INTEGER NOT NULL,
     source TEXT,
     seq INTEGER,
     class TEXT NOT NULL,
     receivedAt INTEGER NOT NULL,
     channel TEXT,
     incident TEXT,
     simulated INTEGER NOT NULL,
     disputed INTEGER
   ) STRICT;
   CREATE TABLE duty (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     operators INTEGER NOT NULL,
     fieldOfficers INTEGER,
     at INTEGER NOT NULL,
     simulated INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE rejection (
     id INTEGER PRIMARY KEY,
     at INTEGER NOT NULL,
     scope TEXT NOT NULL,
     reason TEXT NOT NULL,
     topic TEXT NOT NULL,
     key TEXT,
     bytes INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE rejectionTotal (scope TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT;
   INSERT INTO rejectionTotal VALUES ('message', 0), ('field', 0);
   CREATE TABLE rejectedIncident (minute INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;
   CREATE TABLE source (
     name TEXT PRIMARY KEY,
     first INTEGER NOT NULL,
     highest INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE gap (
     source TEXT NOT NULL,
     first INTEGER NOT NULL,
     last INTEGER NOT NULL,
     since INTEGER NOT NULL,
     PRIMARY KEY (source, first)
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE identity (id TEXT NOT NULL) STRICT;
   INSERT INTO identity VALUES (lower(hex(randomblob(16))));`
]

/** Marks the file as ours, so that another program's database is not taken for an old one. "SIGA". */
const applicationId = 0x53494741

/** Brings a database up to date. Throws when a newer version of Siaga made it. */
export function migrate(db: DatabaseSync): void {
  const version = pragma(db, 'user_version')
  if (version > steps.length) throw new Error('it was made by a newer version of Siaga')
  if (version > 0 && pragma(db, 'application_id') !== applicationId)
    throw new Error('it belongs to another program')
  if (version === steps.length) return
  db.exec('BEGIN IMMEDIATE')
  for (const step of steps.slice(version)) db.exec(step)
  db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}`)
  db.exec('COMMIT')
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0])
}
