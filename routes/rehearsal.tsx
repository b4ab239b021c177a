/**
 * A check before anyone asks for one, of a handshake that is in print. What runs for the first time is compiled first
 * and slow; an isolate that rehearses while its modules load has that behind it when its first request comes.
 *
 * It must leave nothing behind: no key is made and no clock is read, and what a runtime is found to have or to lack
 * meanwhile is found without randomness.
 */
import { fromBase64 } from "../src/bytes/mod.ts";
import { judgeCertificates } from "../src/check/judge_certificates.ts";
import { planCheck } from "../src/check/plan.ts";
import { Progress } from "../src/check/progress.ts";
import { writeReport } from "../src/check/write_report.ts";
import { formatJson } from "../src/formats/json.ts";
import { type Address, type Clock, counted, NetworkError, type Runtime } from "../src/net/mod.ts";
import type { HandshakeFacts } from "../src/probes/mod.ts";
import type { Report } from "../src/report/mod.ts";
import { evidenceOf, handshake, type HandshakeLog } from "../src/tls/mod.ts";
import { roots } from "../src/x509/roots_data.ts";
import { ReportView } from "./page/report_view.tsx";
import { recordedContext, recordedOffer, recordedServer } from "./rehearsal_recording.ts";

/** Enough for the engine to see what runs often. */
const ROUNDS = 5;

/** The recorded server's one certificate has little of what those of the Internet have. */
const publicCertificates = roots.slice(0, 4).map(([, base64]) => fromBase64(base64));

/** Resolves to the report of the last round. */
export async function rehearse(): Promise<Report> {
  let report = await rehearseOnce();
  for (let round = 1; round < ROUNDS; round++) report = await rehearseOnce();
  return report;
}

async function rehearseOnce(): Promise<Report> {
  const { monotonic } = clock;
  const plan = planCheck("server", {});
  const progress = new Progress(plan, 0, () => {});
  const { log, session } = await handshake(recordedServer(), recordedOffer, recordedContext(monotonic));
  await session?.write(new Uint8Array(50));
  await session?.read();
  progress.facts = factsOf(log);
  const sent = evidenceOf(log, "authentication")?.evidence.certificates ?? [];
  const chain = [...sent.map(({ certData }) => certData), ...publicCertificates];
  await judgeCertificates(noRuntime, plan, progress, chain);
  progress.tellUpTo("secure_channel");
  const checked = { counting: counted(noRuntime), plan, progress, startedAt: clock.now(), startedMs: 0 };
  const report = await writeReport(checked, null, null, 0);
  formatJson(report, { several: true });
  String(<ReportView report={report} json="" />);
  return report;
}

const clock: Clock = { now: () => new Date(Date.UTC(2018, 5, 1)), monotonic: () => 0 };

const address: Address = { address: "192.0.2.7", family: 4 };

/** As if all of it had gone over a network in no time. */
function factsOf(log: HandshakeLog): HandshakeFacts {
  const atOnce = { startedMs: 0, endedMs: 0, failure: null };
  return {
    ...atOnce,
    dns: { ...atOnce, source: "resolver", addresses: [address] },
    tcp: { ...atOnce, address },
    starttls: null,
    attempts: [{ variation: "ordinary", offer: null, failure: null, reachedServerHello: true }],
    log,
    exchange: {
      ...atOnce,
      spoken: "http/1.1",
      answer: "HTTP/1.1 200 OK",
      proof: "application_data",
      http: { status: 200, headers: [], wantsClientCertificate: false },
    },
  };
}

function notRehearsed(): Promise<never> {
  return Promise.reject(new NetworkError("timeout", "Nobody is asked in a rehearsal"));
}

const noRuntime: Runtime = {
  name: "rehearsal",
  version: "",
  region: null,
  clock,
  random: (length) => new Uint8Array(length),
  resolve: notRehearsed,
  dial: notRehearsed,
  native: notRehearsed,
};
