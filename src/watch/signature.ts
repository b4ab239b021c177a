/** The symmetric signature of Standard Webhooks 1.0.0: HMAC-SHA256 over identifier, time of the attempt, and body. */
import { hmac } from "../crypto/mod.ts";

/** A secret that cannot be used: what is wrong, and what would fit. */
export class SecretError extends Error {
  override readonly name = "SecretError";

  constructor(message: string, readonly hint: string) {
    super(message);
  }
}

/** 192 to 512 bits, as the specification has it. */
const SECRET_OCTETS_MIN = 24;
const SECRET_OCTETS_MAX = 64;

const hint = 'make one with: echo "whsec_$(openssl rand -base64 32)"';

/**
 * Keys from `whsec_` and base64 each. While a secret is being replaced there are two, the new one first and a space
 * between them. Throws `SecretError`, which does not repeat the secret.
 */
export function readSecrets(text: string): Uint8Array[] {
  const secrets = text.split(/\s+/).filter((part) => part !== "").map(readSecret);
  if (secrets.length === 0) throw new SecretError("WEBHOOK_SECRET is not set, and webhooks are signed", hint);
  return secrets;
}

function readSecret(text: string): Uint8Array {
  const key = fromBase64(text.replace(/^whsec_/, ""));
  if (key === null) throw new SecretError("WEBHOOK_SECRET is not base64", hint);
  if (key.length < SECRET_OCTETS_MIN || key.length > SECRET_OCTETS_MAX) {
    throw new SecretError(
      `WEBHOOK_SECRET has ${key.length} bytes; it takes ${SECRET_OCTETS_MIN} to ${SECRET_OCTETS_MAX}`,
      hint,
    );
  }
  return key;
}

/** The three headers of one attempt. `id` has no full stop. */
export async function signatureHeaders(
  secrets: readonly Uint8Array[],
  id: string,
  now: Date,
  body: string,
): Promise<Record<string, string>> {
  const timestamp = Math.floor(now.getTime() / 1000);
  const content = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  const signatures = await Promise.all(
    secrets.map(async (secret) => `v1,${(await hmac("SHA-256", secret, content)).toBase64()}`),
  );
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
  };
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.fromBase64(text);
  } catch {
    return null;
  }
}
