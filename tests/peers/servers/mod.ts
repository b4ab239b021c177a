import { dovecot } from "./dovecot.ts";
import { inn } from "./inn.ts";
import { mariadb } from "./mariadb.ts";
import { postfix } from "./postfix.ts";
import { postgresql } from "./postgresql.ts";
import { prosody } from "./prosody.ts";
import type { PeerServer } from "./server.ts";
import { slapd } from "./slapd.ts";
import { vsftpd } from "./vsftpd.ts";

/** The servers that speak something in the clear before TLS. */
export const starttlsServers: readonly PeerServer[] = [
  postfix,
  dovecot,
  vsftpd,
  slapd,
  prosody,
  postgresql,
  mariadb,
  inn,
];

export { reasonToSkip, type RunningServer, runServer } from "./run_server.ts";
export type { PeerServer } from "./server.ts";
export { runTool } from "./tool.ts";
