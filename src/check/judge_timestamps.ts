/** Judges the signed certificate timestamps, once the certificates are judged. */
import { evidenceOf } from "../tls/mod.ts";
import { judgeTransparency, type LogList } from "../x509/mod.ts";
import type { Progress } from "./progress.ts";

/** Sets `progress.transparency`. The runtime's own handshake shows none but those within the certificate. */
export async function judgeTimestamps(progress: Progress, logList: LogList | null, now: Date): Promise<void> {
  const { judgement, facts: { log } } = progress;
  if (judgement === null) return;
  const evidence = log && evidenceOf(log, "authentication")?.evidence;
  progress.transparency = await judgeTransparency({
    judgement,
    signedCertificateTimestamps: evidence?.signedCertificateTimestamps ?? [],
    ocspResponse: evidence?.ocspResponse ?? null,
    logList,
    now,
  });
}
