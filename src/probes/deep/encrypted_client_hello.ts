/** What the server makes of an encrypted ClientHello that nobody can read (RFC 9849 §6.2): its keys, if it has any. */
import { hpkeKems } from "../../registry/mod.ts";
import { type EchConfig, encryptedClientHello as extension, find } from "../../tls/extension/mod.ts";
import { evidenceOf, type HandshakeLog } from "../../tls/mod.ts";
import { MOST_REPEATS } from "./connections.ts";
import { unbelievedIn } from "./believed.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";
import { refusal } from "./refusal.ts";
import { onlyTls13 } from "./tls13_offer.ts";
import { noTls13 } from "./accepted_versions.ts";

type Config = NonNullable<Facts<"encrypted_client_hello">["retry_configs"]>[number];

export const encryptedClientHello: Probe<"encrypted_client_hello"> = {
  id: "encrypted_client_hello",
  title: "Encrypted ClientHello",
  // If the server refuses: a control, once without it, and once more with it.
  allowance: 4 + MOST_REPEATS,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) => noTls13(facts),
  async run(context) {
    const log = await say(true, context);
    const extensions = extensionsOf(log);
    if (extensions !== null) {
      const configs = find(extensions, extension, "EncryptedExtensions");
      return { tolerated: true, refusal: null, retry_configs: configs && configs.map(describe) };
    }
    const { failure } = log;
    if (failure === null || failure.fault === "us") {
      throw new ProbeFailed(failure?.message ?? "The server sent no EncryptedExtensions");
    }
    const reason = await unbelievedIn(failure, context);
    if (reason !== null) throw new ProbeFailed(reason);
    // A server that refuses the same without it, or takes it the next time, has another reason.
    const isForIt = await isTaken(false, context) && !await isTaken(true, context);
    return { tolerated: isForIt ? false : null, refusal: refusal(failure), retry_configs: null };
  },
};

async function isTaken(greaseEncryptedClientHello: boolean, context: ProbeContext): Promise<boolean> {
  return extensionsOf(await say(greaseEncryptedClientHello, context)) !== null;
}

function say(greaseEncryptedClientHello: boolean, { connections, offer }: ProbeContext) {
  return connections.listen({ ...onlyTls13(offer), greaseEncryptedClientHello }, "server_hello");
}

function extensionsOf(log: HandshakeLog) {
  return evidenceOf(log, "server_hello")?.evidence.encryptedExtensions?.extensions ?? null;
}

function describe({ version, contents }: EchConfig): Config {
  const kem = contents && hpkeKems.codePoint(contents.kemId);
  return {
    version: `0x${version.toString(16).padStart(4, "0")}`,
    config_id: contents && contents.configId,
    public_name: contents && new TextDecoder("latin1").decode(contents.publicName),
    kem: kem && (kem.name ?? kem.hex),
  };
}
