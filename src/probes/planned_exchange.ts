/** Step 9's exchange with a target, in the words that its plan has for it. */
import type { Deadline } from "../net/mod.ts";
import type { HandshakeLog, Session } from "../tls/mod.ts";
import { exchange, type ExchangeFacts } from "./exchange/mod.ts";
import type { HandshakePlan } from "./handshake.ts";
import { CLIENT_NAME } from "./upgrade_to_tls.ts";

export interface PlannedExchange {
  readonly plan: HandshakePlan;
  readonly deadline: Deadline;
  readonly listens?: boolean;
  monotonic(): number;
}

export function plannedExchange(
  session: Session,
  log: HandshakeLog,
  { plan, deadline, listens = false, monotonic }: PlannedExchange,
): Promise<ExchangeFacts> {
  return exchange({
    session,
    log,
    protocol: plan.protocol,
    listens,
    about: {
      authority: authorityOf(plan),
      serverName: plan.serverName,
      hostname: plan.hostname,
      userAgent: plan.userAgent,
      clientName: CLIENT_NAME,
      upgraded: plan.starttls !== null,
    },
    deadline,
    monotonic,
  });
}

/** RFC 9110 §7.2: the port is left out where it is the scheme's own. */
function authorityOf({ hostname, port, serverName }: HandshakePlan): string {
  const name = serverName ?? hostname;
  const host = name.includes(":") ? `[${name}]` : name;
  return port === 443 ? host : `${host}:${port}`;
}
