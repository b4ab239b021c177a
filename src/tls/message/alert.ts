/** Alert, RFC 9846 §6. */
import { type Reader, Writer } from "../../bytes/mod.ts";
import { AlertDescription, AlertLevel, alertLevels, alerts } from "../../registry/mod.ts";

export interface Alert {
  readonly level: number;
  readonly description: number;
}

export function readAlert(reader: Reader): Alert {
  const alert = {
    level: reader.codePoint("level", 1, alertLevels.codePoint),
    description: reader.codePoint("description", 1, alerts.codePoint),
  };
  reader.end("alert");
  return alert;
}

/** RFC 9846 §6: closures are warnings, everything else is fatal. */
export function encodeAlert(description: number): Uint8Array<ArrayBuffer> {
  const closure = description === AlertDescription.close_notify ||
    description === AlertDescription.user_canceled;
  return new Writer().uint8(closure ? AlertLevel.warning : AlertLevel.fatal).uint8(description).bytes();
}
