/** Whether the server compresses its certificates (RFC 8879), with what, and to how much. */
import { CertificateCompressionAlgorithm, certificateCompressionAlgorithms } from "../../registry/mod.ts";
import { evidenceOf } from "../../tls/mod.ts";
import { MOST_REPEATS } from "./connections.ts";
import { type Facts, type Probe, type ProbeContext, ProbeFailed } from "./probe.ts";
import { onlyTls13 } from "./tls13_offer.ts";
import { noTls13 } from "./accepted_versions.ts";

type Algorithm = Facts<"certificate_compression">["algorithms"][number];

const algorithms = Object.values(CertificateCompressionAlgorithm);

export const certificateCompression: Probe<"certificate_compression"> = {
  id: "certificate_compression",
  title: "Certificate compression",
  // All at once, and if the server takes one of them each by itself.
  allowance: 1 + algorithms.length + MOST_REPEATS,
  after: ["protocol_versions"],
  notApplicable: (_situation, facts) => noTls13(facts),
  async run(context) {
    const any = await compressed(algorithms, context);
    if (any === null) return { algorithms: algorithms.map((algorithm) => factOf(algorithm, null)) };
    const found: Algorithm[] = [];
    for (const algorithm of algorithms) {
      found.push(await ask(algorithm, context));
    }
    return { algorithms: found };
  },
};

async function ask(algorithm: number, context: ProbeContext): Promise<Algorithm> {
  try {
    return factOf(algorithm, await compressed([algorithm], context));
  } catch (error) {
    if (error instanceof ProbeFailed) return { ...factOf(algorithm, null), accepted: null };
    throw error;
  }
}

/** How the certificates came; `null`: as they are. */
async function compressed(certificateCompression: readonly number[], { connections, offer }: ProbeContext) {
  const log = await connections.listen({ ...onlyTls13(offer), certificateCompression }, "authentication");
  const settled = evidenceOf(log, "authentication");
  if (settled === null) throw new ProbeFailed(log.failure?.message ?? "The server showed no certificate");
  return settled.evidence.compression;
}

function factOf(algorithm: number, compression: Awaited<ReturnType<typeof compressed>>): Algorithm {
  return {
    algorithm: certificateCompressionAlgorithms.codePoint(algorithm),
    accepted: compression !== null,
    compressed_length: compression?.compressedLength ?? null,
    uncompressed_length: compression?.uncompressedLength ?? null,
  };
}
