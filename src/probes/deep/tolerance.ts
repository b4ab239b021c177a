/** Whether a server ignores what it does not know, as every version of TLS wants it to. */
import { ProtocolVersion } from "../../registry/mod.ts";
import type { Answer, Offer } from "../../tls/mod.ts";
import type { Connections } from "./connections.ts";
import { type Facts, ProbeFailed } from "./probe.ts";
import { refusal } from "./refusal.ts";

type Tolerance = Facts<"protocol_versions">["tolerance"][number];

interface Test {
  readonly test: Tolerance["test"];
  /** That the server answers. */
  readonly ordinary: Offer;
  /** The same, each with something that nobody knows. */
  readonly unknown: readonly Offer[];
}

/** Five ClientHellos. Each of the four tests may end with the ordinary one as its control, and a repeat. */
export const MOST_TOLERANCE_QUESTIONS = 5 + 4 * 2;

/**
 * `ordinary`: the check's own ClientHello; `older`: one of a version before TLS 1.3. Both are answered by the server;
 * `null`: there is none.
 */
export function tolerance(
  ordinary: Offer | null,
  older: Offer | null,
  connections: Connections,
): Promise<Tolerance[]> {
  const tests = [...older === null ? [] : testsOfOlder(older), ...ordinary === null ? [] : testsOf(ordinary)];
  return Promise.all(tests.map((test) => run(test, connections)));
}

/** RFC 9846 §4.3.1: without supported_versions a server chooses TLS 1.2 or older, whatever else is asked for. */
function testsOfOlder(ordinary: Offer): Test[] {
  const unknown = [ProtocolVersion.TLS_1_3, 0x03ff].map((legacyVersion) => ({ ...ordinary, legacyVersion }));
  return [{ test: "newer_legacy_version", ordinary, unknown }];
}

function testsOf(ordinary: Offer): Test[] {
  const { versions, rawExtensions, cipherSuites } = ordinary;
  const extension = { type: UNASSIGNED, data: new Uint8Array(8) };
  const newerVersion: Test = {
    test: "newer_supported_version",
    ordinary,
    unknown: [{ ...ordinary, versions: [ProtocolVersion.TLS_1_3 + 1, ...versions] }],
  };
  return [
    ...versions.includes(ProtocolVersion.TLS_1_3) ? [newerVersion] : [],
    {
      test: "unknown_extension",
      ordinary,
      unknown: [{ ...ordinary, rawExtensions: [...rawExtensions, extension] }],
    },
    {
      test: "unknown_cipher_suite",
      ordinary,
      unknown: [{ ...ordinary, cipherSuites: [UNASSIGNED, ...cipherSuites] }],
    },
  ];
}

/** By IANA, as an extension and as a cipher suite; and none of RFC 8701's, which some servers know. */
const UNASSIGNED = 0x2f2e;

async function run({ test, ordinary, unknown }: Test, connections: Connections): Promise<Tolerance> {
  const ask = (offer: Offer) => connections.askOnce(offer);
  try {
    for (const offer of unknown) {
      const fault = faultOf(await ask(offer), ordinary);
      if (fault === null) continue;
      // A server that refuses the ordinary one too, or takes this one the next time, has another reason.
      const hasAnother = fault.refusal !== null && (await ask(ordinary)).kind === "refused" ||
        faultOf(await ask(offer), ordinary) === null;
      return { test, tolerated: hasAnother ? null : false, ...fault };
    }
    return { test, tolerated: true, refusal: null };
  } catch (error) {
    if (error instanceof ProbeFailed) return { test, tolerated: null, refusal: null };
    throw error;
  }
}

/** `null`: the answer is the ordinary one's. */
function faultOf(answer: Answer, ordinary: Offer): Pick<Tolerance, "refusal"> | null {
  if (answer.kind === "refused") return { refusal: refusal(answer.failure) };
  const isOrdinary = ordinary.versions.includes(answer.protocolVersion) &&
    ordinary.cipherSuites.includes(answer.serverHello.cipherSuite);
  return isOrdinary ? null : { refusal: null };
}
