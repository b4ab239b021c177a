/** What a server says in its random when it could do better than the version it chose: RFC 9846 §4.2.3. */
import { equalBytes } from "../../bytes/mod.ts";

/** By the version it is said in: TLS 1.2, or any older one. */
export type DowngradeSentinel = "tls12" | "tls11" | "none";

export function downgradeSentinel(random: Uint8Array): DowngradeSentinel {
  if (!equalBytes(random.subarray(24, 31), DOWNGRD)) return "none";
  return values.get(random[31]!) ?? "none";
}

/** "DOWNGRD", and an octet behind it. */
const DOWNGRD = new Uint8Array([0x44, 0x4f, 0x57, 0x4e, 0x47, 0x52, 0x44]);
const values: ReadonlyMap<number, DowngradeSentinel> = new Map([[1, "tls12"], [0, "tls11"]]);
