/** Which versions the server accepts, each asked for alone; and whether it copes with what it cannot know. */
import { SSL_2_0 } from "../../registry/mod.ts";
import { ProtocolVersion, protocolVersions as registry } from "../../registry/mod.ts";
import { speaksSsl2 } from "../ssl2.ts";
import { onlyVersion } from "./offers.ts";
import type { Facts, Probe, ProbeContext } from "./probe.ts";
import { isAnswer, refusal } from "./refusal.ts";

type Versions = Facts<"protocol_versions">["versions"];

const versions = [
  ProtocolVersion.TLS_1_3,
  ProtocolVersion.TLS_1_2,
  ProtocolVersion.TLS_1_1,
  ProtocolVersion.TLS_1_0,
  ProtocolVersion.SSL_3_0,
];

export const protocolVersions: Probe<"protocol_versions"> = {
  id: "protocol_versions",
  title: "Protocol versions",
  allowance: versions.length + 1,
  after: [],
  notApplicable: () => null,
  async run(context) {
    const accepted = await Promise.all([
      ...versions.map((version) => askFor(version, context)),
      askForSsl2(context),
    ]);
    return { versions: accepted, tolerance: [] };
  },
};

async function askFor(value: number, { connections, offer }: ProbeContext): Promise<Versions[number]> {
  const version = registry.codePoint(value);
  const answer = await connections.ask(onlyVersion(offer, value));
  if (answer.kind === "refused") {
    const { failure } = answer;
    return { version, accepted: isAnswer(failure) ? false : null, refusal: refusal(failure) };
  }
  // RFC 5246 appendix E.1: a server may answer with the version that it has instead.
  return { version, accepted: answer.protocolVersion === value, refusal: null };
}

async function askForSsl2({ connections, runtime }: ProbeContext): Promise<Versions[number]> {
  const accepted = await connections.open((stream, patience) =>
    speaksSsl2(stream, (length) => runtime.random(length), patience)
  );
  return { version: registry.codePoint(SSL_2_0), accepted, refusal: null };
}
