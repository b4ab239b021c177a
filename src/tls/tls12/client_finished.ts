/** Our ChangeCipherSpec and Finished, RFC 5246 §7.1, §7.4.9; returns its verify_data. */
import { sendChangeCipherSpec, sendHandshake, settle, writeWith } from "../engine/output.ts";
import type { Output } from "../engine/state.ts";
import { encodeFinished } from "../message/mod.ts";
import type { RecordProtection } from "../record/mod.ts";
import { finishedVerifyData } from "./main_secret.ts";
import type { Negotiated } from "./negotiated.ts";

export async function* clientFinished(
  negotiated: Negotiated,
  mainSecret: Uint8Array,
  keys: RecordProtection,
  emptyCertificateSent: boolean,
): AsyncGenerator<Output, Uint8Array, void> {
  const { client: { transcript }, hash } = negotiated;
  yield sendChangeCipherSpec("client_finished");
  yield writeWith("application", keys);
  const transcriptHash = await transcript.hash(hash);
  const verifyData = await finishedVerifyData(negotiated, mainSecret, "client", transcriptHash);
  const finished = encodeFinished(verifyData);
  transcript.add(finished);
  yield sendHandshake(finished, "client_finished");
  yield settle({
    step: "client_finished",
    transcriptHash,
    verifyDataLength: verifyData.length,
    emptyCertificateSent,
  });
  return verifyData;
}
