// SPDX-License-Identifier: Apache-2.0
// Runs a query and prints how long it took: node duckdb.mjs QUERY.sql THREADS
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [query, threads] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const sql = readFileSync(query, 'utf8');
const begin = process.hrtime.bigint();
await connection.run(sql);
console.log(Number(process.hrtime.bigint() - begin) / 1e9);
