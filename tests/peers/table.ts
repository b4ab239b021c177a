/** Every real server that is checked, how it is configured, and what must be seen. */
import type { Row } from "./row.ts";
import { opensslTls12 } from "./rows/openssl_tls12.ts";
import { opensslTls13 } from "./rows/openssl_tls13.ts";

export const table: readonly Row[] = [
  ...opensslTls13,
  ...opensslTls12,
];
