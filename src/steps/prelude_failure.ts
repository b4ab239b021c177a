/** A failure before TLS, as a step shows it. */
import type { NetworkFailure, PreludeFailure } from "../probes/mod.ts";
import type { StepError } from "../report/mod.ts";

export function preludeError(failure: PreludeFailure): StepError {
  return "fault" in failure ? { alert: null, ...failure } : networkError(failure);
}

function networkError({ code, message }: NetworkFailure): StepError {
  const isPolicy = code === "address_not_allowed" || code === "port_not_allowed" ||
    code === "unreachable_from_vantage";
  return { code, message, hint: networkHints[code], alert: null, fault: isPolicy ? "policy" : "network" };
}

export const networkHints: { readonly [Code in NetworkFailure["code"]]: string } = {
  host_not_found: "Check the spelling; a new name can take hours to be known everywhere",
  dns_timeout:
    "The resolver or the name's own servers do not answer: try again, or give the address with --resolve",
  dns_failed:
    "The name's servers answer with an error; its DNS zone may be broken or its DNSSEC signatures expired",
  connection_refused: "Nothing listens on this port: see that the service runs, and that the port is right",
  connection_reset: "A firewall or a load balancer without a backend resets connections like this",
  connection_closed: "The server hangs up at once: see its log, and whether it limits who may connect",
  timeout: "No answer at all: a firewall drops the packets, the host is down, or the address is wrong",
  address_not_allowed:
    "This service does not connect to such addresses; run the check from inside with the command line",
  port_not_allowed: "This service does not connect to this port; run the check with the command line",
  unreachable_from_vantage: "This place may not connect there; check from another, such as the command line",
};
