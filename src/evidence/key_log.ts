import { toHex } from "../bytes/mod.ts";
import type { Evidence } from "./evidence.ts";

/** The secrets as a key log, RFC 9850 §2: a line each, behind one that says whose they are. */
export function keyLog({ hostname, port, startedAt, secrets }: Evidence): string {
  const lines = secrets.map(({ label, clientRandom, secret }) =>
    `${label} ${toHex(clientRandom)} ${toHex(secret)}\n`
  );
  // RFC 9850 §2: a line that begins with "#" is for people. The hostname is canonical, and has no line break.
  return `# ${hostname} port ${port}, ${startedAt.toISOString()}\n${lines.join("")}`;
}
