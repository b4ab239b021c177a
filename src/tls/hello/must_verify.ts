/** A verification whose "cannot" is told apart from its "no". */
import { UnsupportedKeyError } from "../../crypto/mod.ts";
import { ProtocolError } from "../protocol_error.ts";
import { unusableKey } from "./unusable_key.ts";

/** Throws `ProtocolError` when `verify` cannot use the key, and when the signature does not fit it. `what`: the message. */
export async function mustVerify(what: string, verify: () => Promise<boolean>): Promise<void> {
  if (await verified(verify)) return;
  throw new ProtocolError(
    "bad_signature",
    `The signature in ${what} does not fit the certificate's key: ` +
      "the server did not prove that it holds the private key",
    { step: "private_key" },
  );
}

async function verified(verify: () => Promise<boolean>): Promise<boolean> {
  try {
    return await verify();
  } catch (error) {
    if (!(error instanceof UnsupportedKeyError)) throw error;
    throw unusableKey(error, { code: "bad_signature", step: "private_key" });
  }
}
