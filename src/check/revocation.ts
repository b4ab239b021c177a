/** What the server stapled and what the issuers' sources say of the certificates on the path, each on its own. */
import type { Deadline, HttpOutcome, Runtime } from "../net/mod.ts";
import { askOcspResponder, crlBudget, fetchCrl } from "../probes/mod.ts";
import type { Revocation } from "../report/mod.ts";
import {
  crlAddresses,
  fingerprint,
  judgeCrl,
  type Judgement,
  judgeOcsp,
  type KnownRevocation,
  MAXIMUM_SERIAL_OCTETS,
  ocspAddresses,
  ocspRequest,
  type ParsedCertificate,
  type RevocationStatement,
} from "../x509/mod.ts";

/** Certificates that are asked about: the leaf and its nearest issuers. */
const MAXIMUM_CERTIFICATES = 3;

/** Addresses of one kind that are tried for one certificate, until one says something. */
const MAXIMUM_ADDRESSES = 2;

const PATIENCE_MS = 5_000;

/** One source's word, as the report shows it, and as a judgement takes it into account. */
export interface Told {
  readonly entry: Revocation;
  /** `null` unless the source says "revoked". */
  readonly revocation: KnownRevocation | null;
}

interface Issued {
  readonly certificate: ParsedCertificate;
  readonly issuer: ParsedCertificate;
}

/** `null` when there is no certificate that it could be about. */
export async function judgeStaple(
  response: Uint8Array,
  judgement: Judgement,
  now: Date,
): Promise<Told | null> {
  const { leaf } = judgement;
  if (leaf === null) return null;
  const issuer = issuedOn(judgement)[0]?.issuer ?? null;
  const statement = await judgeOcsp({ response, certificate: leaf, issuer, now });
  return await told(leaf, "stapled", null, statement);
}

/** Asks every kind of source of every certificate at once; the report's order is the path's. */
export async function askSources(
  runtime: Runtime,
  userAgent: string,
  judgement: Judgement,
  now: Date,
  deadline: Deadline,
): Promise<Told[]> {
  using patience = deadline.within(PATIENCE_MS);
  const budget = crlBudget();
  const all = issuedOn(judgement).slice(0, MAXIMUM_CERTIFICATES).flatMap((issued) => [
    askEach("ocsp", ocspAddresses(issued.certificate), issued, async (url) => {
      const request = await ocspRequest(issued.certificate, issued.issuer);
      if (request === null) return { statement: noAnswer(SERIAL_TOO_LONG), askElsewhere: false };
      const { body, failure } = await askOcspResponder(runtime, url, request, userAgent, patience);
      return {
        statement: failure === null ? await judgeOcsp({ response: body, ...issued, now }) : noAnswer(failure),
        askElsewhere: true,
      };
    }),
    askEach("crl", crlAddresses(issued.certificate), issued, async (url) => {
      const { body, failure } = await fetchCrl(runtime, url, budget, userAgent, patience);
      return {
        statement: failure === null ? await judgeCrl({ crl: body, ...issued, now }) : noAnswer(failure),
        askElsewhere: failure?.code !== "too_large",
      };
    }),
  ]);
  return (await Promise.all(all)).flat();
}

interface Answer {
  readonly statement: RevocationStatement;
  /** Whether the next address may have something else: a list is the same at each of its addresses, and as large. */
  readonly askElsewhere: boolean;
}

async function askEach(
  source: "ocsp" | "crl",
  addresses: readonly string[],
  { certificate }: Issued,
  ask: (url: string) => Promise<Answer>,
): Promise<Told[]> {
  const answers: Told[] = [];
  for (const url of addresses.slice(0, MAXIMUM_ADDRESSES)) {
    const { statement, askElsewhere } = await ask(url);
    answers.push(await told(certificate, source, url, statement));
    if (!askElsewhere || statement.status === "good" || statement.status === "revoked") break;
  }
  return answers;
}

/** The certificates of the path whose issuer is on it too and did sign them, leaf first. */
function issuedOn({ path, violations }: Judgement): Issued[] {
  const issued = path.slice(0, -1).map((certificate, index) => ({ certificate, issuer: path[index + 1]! }));
  return violations.some(({ rule }) => rule === "bad_signature") ? issued.slice(0, -1) : issued;
}

const SERIAL_TOO_LONG = {
  message:
    `The serial number has more than ${MAXIMUM_SERIAL_OCTETS} octets (RFC 5280 §4.1.2.2), and is not asked about`,
};

function noAnswer({ message }: Pick<NonNullable<HttpOutcome["failure"]>, "message">): RevocationStatement {
  return {
    status: "no_answer",
    problem: "not_fetched",
    detail: `did not come: ${message}`,
    thisUpdate: null,
    nextUpdate: null,
    revokedAt: null,
    reason: null,
  };
}

const names = { stapled: "stapled OCSP response", ocsp: "OCSP response", crl: "CRL" } as const;

async function told(
  certificate: ParsedCertificate,
  source: Revocation["source"],
  url: string | null,
  statement: RevocationStatement,
): Promise<Told> {
  const { status, problem, detail, thisUpdate, nextUpdate, revokedAt, reason } = statement;
  const from = url === null ? "" : ` from ${url}`;
  return {
    entry: {
      certificate: await fingerprint(certificate),
      source,
      url,
      status,
      problem,
      detail: `The ${names[source]} ${detail}`,
      this_update: time(thisUpdate),
      next_update: time(nextUpdate),
      revoked_at: time(revokedAt),
    },
    revocation: status === "revoked"
      ? { certificate: certificate.der, revokedAt, reason, according: `the ${names[source]}${from}` }
      : null,
  };
}

function time(date: Date | null): string | null {
  return date?.toISOString().replace(".000Z", "Z") ?? null;
}
