/**
 * Requests before anyone makes one, for a check of a handshake that is in print. What runs for the first time is
 * compiled first and slow; an isolate that rehearses while its modules load has that behind it when its first request
 * comes.
 *
 * It must leave nothing behind: no key is made, no clock is read and no timer set, and what a runtime is found to have
 * or to lack meanwhile is found without randomness.
 */
import { fromBase64 } from "../src/bytes/mod.ts";
import { planCheck } from "../src/check/plan.ts";
import { checkAsPlanned } from "../src/check.ts";
import type { CheckOptions } from "../src/check_options.ts";
import { NetworkError, type Runtime } from "../src/net/mod.ts";
import type { Report } from "../src/report/mod.ts";
import { judgeChain, mozillaRoots } from "../src/x509/mod.ts";
import { roots } from "../src/x509/roots_data.ts";
import { createApp } from "./app.ts";
import type { AppOptions } from "./app_options.ts";
import { ReportView } from "./page/report_view.tsx";
import { recordedKeyShare, recordedOffer, recordedRandom, recordedServer } from "./rehearsal_recording.ts";

/** Enough for the engine to see what runs often. */
const ROUNDS = 5;

/** The address is one that no policy refuses; it is not connected to. */
const QUESTION = "/api/v1/check?target=server&resolve=198.41.0.4&native=0&max_age=0";

const publicCertificates = roots.slice(0, 4).map(([, base64]) => fromBase64(base64));

/** `options`: what of the service's own a check depends on. Resolves to the report of the last round. */
export async function rehearse(options: Pick<AppOptions, "defaults" | "contactUrl"> = {}): Promise<Report> {
  let report: Report | null = null;
  const app = createApp(recordedRuntime, {
    ...options,
    check: async (...asked) => report = await checkRecorded(...asked),
    log: () => {},
    newId: () => "rehearsal",
  });
  for (let round = 0; round < ROUNDS; round++) {
    // workerd makes no answer with a body yet, and ends it there.
    await Promise.resolve(app.request(QUESTION)).catch(() => {});
    await rehearsePage(report!);
  }
  return report!;
}

/** Says what was recorded, so that what is recorded is the answer. */
async function checkRecorded(runtime: Runtime, target: string, options: CheckOptions = {}): Promise<Report> {
  const plan = planCheck(target, options);
  const handshake = { ...plan.handshake, offer: recordedOffer, generateKeyShare: recordedKeyShare };
  return await checkAsPlanned(runtime, { ...plan, handshake }, options.signal);
}

/** With certificates that have what those of the Internet have, which the recorded server's has not. */
async function rehearsePage(report: Report): Promise<void> {
  const { certificates, chain } = await judgeChain({
    certificates: publicCertificates,
    trustStore: mozillaRoots(),
    serverName: "server",
    now: clock.now(),
  });
  String(<ReportView report={{ ...report, certificates, chain }} json="" />);
}

const clock: Runtime["clock"] = {
  now: () => new Date(Date.UTC(2018, 5, 1)),
  monotonic: () => 0,
  timer: () => () => {},
};

const notRehearsed = () => Promise.reject(new NetworkError("timeout", "Nobody is asked in a rehearsal"));

const recordedRuntime: Runtime = {
  name: "rehearsal",
  version: "",
  region: null,
  clock,
  random: recordedRandom,
  resolve: notRehearsed,
  dial: () => Promise.resolve(recordedServer()),
  native: notRehearsed,
};
