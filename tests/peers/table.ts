/** Every real server that is checked, how it is configured, and what must be seen. */
import type { Row } from "./row.ts";
import { denos } from "./rows/deno.ts";
import { gnutlses } from "./rows/gnutls.ts";
import { gnutlsOld } from "./rows/gnutls_old.ts";
import { javas } from "./rows/java.ts";
import { nodes } from "./rows/node.ts";
import { nsses } from "./rows/nss.ts";
import { opensslOld } from "./rows/openssl_old.ts";
import { opensslTls12 } from "./rows/openssl_tls12.ts";
import { opensslTls13 } from "./rows/openssl_tls13.ts";
import { starttlsRows } from "./rows/starttls.ts";
import { webServers } from "./rows/web_servers.ts";

export const table: readonly Row[] = [
  ...opensslTls13,
  ...opensslTls12,
  ...opensslOld,
  ...gnutlses,
  ...gnutlsOld,
  ...nsses,
  ...webServers,
  ...starttlsRows,
  ...javas,
  ...nodes,
  ...denos,
];
