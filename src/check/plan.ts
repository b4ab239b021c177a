/** From a target and options as they were given to what is to be done; refuses what cannot be, before anything is dialled. */
import { type CheckOptions, OptionError } from "../check_options.ts";
import type { Evidence } from "../evidence/mod.ts";
import type { Address } from "../net/mod.ts";
import { type HandshakePlan, literalAddress } from "../probes/mod.ts";
import { type Expectations, type ExpiryThresholds, parseThresholds } from "../rules/mod.ts";
import { parseTarget, type Target, TargetError } from "../target/mod.ts";
import { defaultOffer } from "../tls/mod.ts";
import type { ProfileDefinition } from "../report/profile.ts";
import { formatIpAddress, type LogList, parseIpAddress, type TrustStore } from "../x509/mod.ts";
import { applicationProtocols } from "./application_protocols.ts";
import { chooseLogList } from "./ct_logs.ts";
import { mustBeOffered, readExpectations } from "./expectations.ts";
import { chooseProfile } from "./profile.ts";
import { readRenewalOptions, type RenewalQuestion } from "./renewal_options.ts";
import { chooseTrustStore } from "./trust.ts";
import { userAgent } from "./user_agent.ts";

export interface CheckPlan {
  readonly target: Target;
  readonly handshake: HandshakePlan;
  /** The name that the certificate must be for: the server name, or what the target says. */
  readonly verifiedName: string;
  readonly trustStore: TrustStore;
  /** Of certificate transparency; `null`: none was given. */
  readonly logList: LogList | null;
  readonly thresholds: ExpiryThresholds;
  readonly timeoutMs: number;
  /** Of it, what the check's own connection may take. */
  readonly connectionMs: number;
  readonly bytes: boolean;
  readonly native: boolean;
  /** Whether further connections are made to learn what the server does for others. */
  readonly deep: boolean;
  /** `null`: the server is held to none. */
  readonly profile: ProfileDefinition | null;
  /** Whether certificates that the server did not send are fetched. */
  readonly fetchIssuers: boolean;
  /** Whether the issuers' sources are asked about revocation. */
  readonly revocation: boolean;
  /** `null`: the issuer is not asked when to renew. */
  readonly renewalInfo: RenewalQuestion | null;
  /** PEM, for the runtime's own TLS stack. */
  readonly anchors: readonly string[];
  readonly expectations: Expectations;
  readonly expectClientCertificate: boolean;
  /** `null`: no evidence is kept. */
  readonly onEvidence: ((evidence: Evidence) => void) | null;
}

export const DEFAULT_TIMEOUT_SECONDS = 10;
export const DEFAULT_DEEP_TIMEOUT_SECONDS = 60;
const MAXIMUM_TIMEOUT_SECONDS = 600;

/** Throws `OptionError`. */
export function planCheck(input: string, options: CheckOptions): CheckPlan {
  const target = readTarget(input, options);
  const parsed = parseThresholds(options);
  if ("problem" in parsed) {
    const { field, message, hint } = parsed.problem;
    throw new OptionError(field, message, hint);
  }
  const expectations = readExpectations(options);
  const profile = chooseProfile(options);
  const deep = options.deep === true || profile !== null;
  const timeoutMs = readTimeout(options, deep) * 1000;
  const offered = applicationProtocols(target, options);
  mustBeOffered(expectations, offered);
  return {
    target,
    handshake: {
      hostname: target.hostname,
      port: target.port,
      protocol: target.protocol,
      starttls: target.starttls,
      serverName: target.serverName,
      resolve: readResolve(options),
      family: options.family ?? null,
      offer: defaultOffer(target.serverName, offered),
      userAgent: userAgent(options),
    },
    verifiedName: target.serverName ?? target.hostname,
    trustStore: chooseTrustStore(options),
    logList: chooseLogList(options),
    thresholds: parsed.thresholds,
    timeoutMs,
    connectionMs: deep ? Math.min(timeoutMs, DEFAULT_TIMEOUT_SECONDS * 1000) : timeoutMs,
    bytes: options.bytes ?? false,
    native: !options.noNative,
    deep,
    profile,
    fetchIssuers: !options.noFetch,
    revocation: readRevocation(options),
    renewalInfo: readRenewalOptions(options),
    anchors: options.anchors ?? [],
    expectations,
    expectClientCertificate: options.expectClientCertificate ?? false,
    onEvidence: options.onEvidence ?? null,
  };
}

function readTarget(input: string, { port, sni, starttls }: CheckOptions): Target {
  try {
    return parseTarget(input, { port, sni, starttls });
  } catch (error) {
    if (error instanceof TargetError) throw new OptionError(error.field, error.message, error.hint);
    throw error;
  }
}

function readResolve({ resolve, family }: CheckOptions): Address | null {
  if (resolve === undefined) return null;
  const octets = parseIpAddress(resolve.replace(/^\[(.*)\]$/, "$1"));
  if (octets === null) {
    throw new OptionError(
      "resolve",
      `${JSON.stringify(resolve)} is not an address`,
      'Give an IPv4 or IPv6 address, as in "192.0.2.7" or "2001:db8::7"',
    );
  }
  const address = literalAddress(formatIpAddress(octets))!;
  if (family !== undefined && family !== address.family) {
    throw new OptionError(
      "resolve",
      `${address.address} is not an IPv${family} address`,
      "Leave the family out, or give an address of that family",
    );
  }
  return address;
}

function readRevocation({ revocation = false, noFetch = false }: CheckOptions): boolean {
  if (!revocation || !noFetch) return revocation;
  throw new OptionError(
    "revocation",
    "What issuers say of revocation has to be fetched, and nothing may be",
    "Leave out one of the two options",
  );
}

function readTimeout({ timeout }: CheckOptions, deep: boolean): number {
  timeout ??= deep ? DEFAULT_DEEP_TIMEOUT_SECONDS : DEFAULT_TIMEOUT_SECONDS;
  if (timeout > 0 && timeout <= MAXIMUM_TIMEOUT_SECONDS) return timeout;
  throw new OptionError(
    "timeout",
    `A timeout of ${timeout} seconds cannot be kept`,
    `Give seconds, more than 0 and at most ${MAXIMUM_TIMEOUT_SECONDS}`,
  );
}
