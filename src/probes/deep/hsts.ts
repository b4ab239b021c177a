/** Whether browsers are told to come by https alone (RFC 6797), as far as the answer to one request shows. */
import { HttpError, httpGet } from "../../net/mod.ts";
import { type Session, SessionError } from "../../tls/mod.ts";
import type { HttpFacts } from "../exchange/mod.ts";
import { hostName, needsName } from "./host_name.ts";
import { readStrictTransportSecurity } from "./policies/strict_transport_security.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";

/** hstspreload.org, "Submission Requirements": a year. */
const PRELOAD_SECONDS = 31_536_000;

/** Characters of the field that are told. */
const MAXIMUM_LENGTH = 1_024;

export const hsts: Probe<"hsts"> = {
  id: "hsts",
  title: "HSTS",
  allowance: 1,
  after: ["http_redirect"],
  notApplicable({ plan, isMute }) {
    if (plan.protocol !== "https") return "Strict-Transport-Security is for web servers";
    return isMute ? "The server did not answer the check's own request" : needsName(plan);
  },
  async run(context) {
    const { connections, facts, offer, visit } = context;
    if (visit?.exchange.http) return inAnswer(visit.exchange.http, facts.http_redirect);
    const overHttp1 = { ...offer, applicationProtocols: ["http/1.1"] };
    const { log, used } = await connections.shakeHands(overHttp1, (session) => ask(context, session));
    if (used === null) throw new ProbeFailed(log.failure?.message ?? "The handshake was not completed");
    return used;
  },
};

/** To the check's own request, where that was in HTTP/1.1. */
function inAnswer({ status, headers }: HttpFacts, redirect: Facts<"http_redirect"> | null): Facts<"hsts"> {
  const fields = headers.filter(({ name }) => name === "strict-transport-security");
  return { status, ...describe(fields.map(({ value }) => value), redirect) };
}

async function ask({ plan, facts }: ProbeContext, session: Session): Promise<Facts<"hsts">> {
  const url = new URL(`https://${hostName(plan)}:${plan.port}/`);
  try {
    const { status, fieldLines } = await httpGet(session, url, plan.userAgent);
    return { status, ...describe(fieldLines("strict-transport-security"), facts.http_redirect) };
  } catch (error) {
    if (!(error instanceof HttpError || error instanceof SessionError)) throw error;
    throw new ProbeFailed(error.message);
  }
}

function describe(
  fields: readonly string[],
  redirect: Facts<"http_redirect"> | null,
): Omit<Facts<"hsts">, "status"> {
  // RFC 6797 §8.1: of several, the first is processed
  const [header] = fields;
  const { maxAge, includeSubDomains, preload, problem } = readStrictTransportSecurity(header ?? "");
  const isValid = header !== undefined && problem === null;
  const unmet = {
    max_age: !isValid || (maxAge ?? 0) < PRELOAD_SECONDS,
    include_subdomains: !isValid || !includeSubDomains,
    preload: !isValid || !preload,
    redirect: redirect !== null && !redirects(redirect),
  };
  return {
    header: header?.slice(0, MAXIMUM_LENGTH) ?? null,
    repeated: fields.length > 1,
    valid: header === undefined ? null : isValid,
    problem: header === undefined ? null : problem,
    max_age_seconds: maxAge,
    include_subdomains: includeSubDomains,
    preload,
    preload_unmet: (Object.keys(unmet) as (keyof typeof unmet)[]).filter((condition) => unmet[condition]),
  };
}

/** "If you are listening on port 80": a host that is not has nothing to redirect. */
function redirects({ outcome }: Facts<"http_redirect">): boolean {
  return outcome === "to_https" || outcome === "not_reachable";
}
