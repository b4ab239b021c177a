/**
 * When the authority that issued the certificate suggests that it be renewed: RFC 9773, asked of its ACME server.
 *
 * An answer is kept as long as the authority says that it need not be asked again, so that a service that checks
 * every minute asks a few times a day.
 */
import { type Deadline, fetchHttp, type HttpOutcome, type Runtime } from "../net/mod.ts";
import type { RenewalInfo } from "../report/mod.ts";
import { type ParsedCertificate, renewalIdentifier } from "../x509/mod.ts";
import { acmeDirectory } from "./acme_directories.ts";
import type { CheckPlan } from "./plan.ts";
import { readDirectory, readRenewalInfo, readRetryAfter } from "./read_renewal_info.ts";
import { Remembered } from "./remembered.ts";

const PATIENCE_MS = 5_000;
const MAXIMUM_OCTETS = 65_536;
const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/** RFC 9773 §4.3.2: no interval is shorter than a minute or longer than a day. */
const SHORTEST_MS = MS_PER_MINUTE;
const LONGEST_MS = MS_PER_DAY;

/** RFC 9773 §4.3.3, for an answer that does not say. */
const USUAL_MS = MS_PER_DAY / 4;

type Asked = Omit<RenewalInfo, "directory" | "url">;

const directories = new Remembered<string | null>();
const answers = new Remembered<Asked>();

/** `null` when nobody asked, or there is nothing to ask about. */
export async function askRenewalInfo(
  runtime: Runtime,
  plan: CheckPlan,
  leaf: ParsedCertificate | null,
  deadline: Deadline,
): Promise<RenewalInfo | null> {
  if (plan.renewalInfo === null || leaf === null) return null;
  using patience = deadline.within(PATIENCE_MS);
  const directory = plan.renewalInfo.directory ?? acmeDirectory(leaf);
  const identifier = renewalIdentifier(leaf);
  const now = runtime.clock.now();
  const told = (asked: Asked, url: string | null = null): RenewalInfo => ({ ...asked, directory, url });

  const { notAfter } = leaf.validity;
  if (notAfter !== null && notAfter < now) {
    return told(nothing("not_asked", "The certificate has expired, and is not asked about any more")); // RFC 9773 §4.3
  }
  if (directory === null) {
    return told(
      nothing("no_directory", "It is not known where the certificate's issuer has its ACME directory"),
    );
  }
  if (identifier === null) {
    return told(
      nothing("not_asked", "The certificate does not identify its issuer's key, so that it has no name"),
    );
  }
  const ask = (url: string): Promise<HttpOutcome> =>
    fetchHttp(runtime, {
      method: "GET",
      url,
      accept: "application/json",
      maximumOctets: MAXIMUM_OCTETS,
      userAgent: plan.handshake.userAgent,
      secure: { anchors: plan.anchors },
    }, patience);

  const found = await renewalInfoOf(directory, ask, now);
  if ("problem" in found) return told(found.problem);
  if (found.url === null) {
    return told(nothing("not_offered", "The issuer's ACME directory offers no renewal information"));
  }
  const url = `${found.url}/${identifier}`;
  return told(await suggestionAt(url, ask, now), url);
}

/** From the ACME directory: where to ask. */
async function renewalInfoOf(
  directory: string,
  ask: (url: string) => Promise<HttpOutcome>,
  now: Date,
): Promise<{ readonly url: string | null } | { readonly problem: Asked }> {
  const known = directories.at(directory, now);
  if (known !== undefined) return { url: known };
  const { body, failure } = await ask(directory);
  if (failure !== null) {
    return { problem: nothing("no_answer", `The ACME directory did not come: ${failure.message}`) };
  }
  try {
    const url = readDirectory(body, directory);
    directories.keep(directory, url, new Date(now.getTime() + LONGEST_MS));
    return { url };
  } catch (error) {
    return { problem: unreadable("The ACME directory", error) };
  }
}

async function suggestionAt(
  url: string,
  ask: (url: string) => Promise<HttpOutcome>,
  now: Date,
): Promise<Asked> {
  const known = answers.at(url, now);
  if (known !== undefined) return known;
  const { body, retryAfter, failure } = await ask(url);
  if (failure !== null) {
    return nothing("no_answer", `The renewal information did not come: ${failure.message}`);
  }
  try {
    const suggestion = readRenewalInfo(body);
    const retryAt = limited(readRetryAfter(retryAfter, now), now);
    const asked: Asked = {
      ...suggestion,
      status: "suggested",
      detail: "The issuer suggests when to renew the certificate",
      retry_after: retryAt?.toISOString() ?? null,
    };
    answers.keep(url, asked, retryAt ?? new Date(now.getTime() + USUAL_MS));
    return asked;
  } catch (error) {
    return unreadable("The renewal information", error);
  }
}

function limited(retryAt: Date | null, now: Date): Date | null {
  if (retryAt === null) return null;
  const wait = retryAt.getTime() - now.getTime();
  return new Date(now.getTime() + Math.min(Math.max(wait, SHORTEST_MS), LONGEST_MS));
}

function nothing(status: RenewalInfo["status"], detail: string): Asked {
  return { status, detail, suggested_window: null, explanation_url: null, retry_after: null };
}

/** Throws on what is no such error: a bug of ours. */
function unreadable(what: string, error: unknown): Asked {
  if (!(error instanceof TypeError)) throw error;
  return nothing("invalid", `${what} cannot be used: ${error.message}`);
}
