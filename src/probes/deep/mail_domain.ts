/** Whose mail a server takes: policies about mail are the domain's, and what is checked is one of its servers. */
import { isSameName, MX, parentOf } from "../../dns/mod.ts";
import type { LookUps } from "./look_ups.ts";

const MAXIMUM_LOOK_UPS = 6;

/**
 * The host itself when it has MX records, or the nearest domain above it whose MX records name it; `null` when there is
 * none, as where one company takes the mail of others. Rejects with `ProbeFailed`.
 */
export async function findMailDomain(host: string, lookUps: LookUps): Promise<string | null> {
  let name: string | null = host;
  for (let asked = 0; name !== null && name.includes(".") && asked < MAXIMUM_LOOK_UPS; asked++) {
    const { records } = await lookUps.ask(name, MX);
    const isNamed = records.some(({ exchange }) => isSameName(exchange, host));
    // RFC 7505 §3: "." is that it takes no mail.
    if (isNamed || name === host && records.some(({ exchange }) => exchange !== ".")) return name;
    name = parentOf(name);
  }
  return null;
}
