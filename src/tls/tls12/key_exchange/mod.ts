/** One key exchange a file; a peer's bad value is the same failure in all of them. */
import { KeyShareError, UnsupportedKeyError } from "../../../crypto/mod.ts";
import { unusableKey } from "../../hello/unusable_key.ts";
import { ProtocolError } from "../../protocol_error.ts";
import type { Keyed } from "../wait_server_hello_done.ts";
import type { Agreement } from "./agreement.ts";
import { agreeDhe } from "./dhe.ts";
import { agreeEcdhe } from "./ecdhe.ts";
import { agreeRsa } from "./rsa.ts";

export type { Agreement } from "./agreement.ts";
export { checkNamedCurve } from "./ecdhe.ts";

/** Throws `ProtocolError` when the server's public value cannot be used. */
export async function agree({ client, keyExchange, publicKey }: Keyed): Promise<Agreement> {
  try {
    switch (keyExchange.keyExchange) {
      case "ECDHE":
        return await agreeEcdhe(client, keyExchange);
      case "DHE":
        return agreeDhe(client, keyExchange);
      case "RSA":
        return agreeRsa(client, publicKey);
    }
  } catch (error) {
    const step = "premaster_secret";
    if (error instanceof UnsupportedKeyError) throw unusableKey(error, { code: "bad_key_share", step });
    if (!(error instanceof KeyShareError)) throw error;
    throw new ProtocolError("bad_key_share", `The server's public value is not usable: ${error.message}`, {
      step,
      cause: error,
    });
  }
}
