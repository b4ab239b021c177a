/** Whether a server has one thing or other, as OpenSSL's client sees it. */
import type { Feature } from "../tool_facts.ts";
import type { Target } from "../tools.ts";
import { everySuite, openssl } from "./openssl_client.ts";

export function feature(target: Target, feature: Feature): Promise<boolean | null> {
  return seen[feature](target);
}

const older = ["-no_tls1_3", ...everySuite];

const seen: Readonly<Record<Feature, (target: Target) => Promise<boolean | null>>> = {
  "session tickets": (target) => resumes(target),
  "session IDs": (target) => resumes(target, "-no_ticket"),
  "secure renegotiation": says("Secure Renegotiation IS supported", ...older),
  "renegotiation by the client": () => Promise.resolve(null),
  "fallback SCSV": refusesFallback,
  // Debian's OpenSSL is built without zlib
  "compression": () => Promise.resolve(null),
  "OCSP stapling": says("OCSP Response Status: successful", "-status"),
  "ALPN h2": says("ALPN protocol: h2", "-alpn", "h2"),
  "ALPN http/1.1": says("ALPN protocol: http/1.1", "-alpn", "http/1.1"),
  "extended main secret": says("Extended master secret: yes", ...older),
  "encrypt-then-MAC": says('TLS server extension "encrypt-then-mac"', ...older, "-tlsextdebug"),
};

function says(line: string, ...args: readonly string[]): (target: Target) => Promise<boolean> {
  return async (target) => (await openssl(target, ...args))?.printed.includes(line) ?? false;
}

async function resumes(target: Target, ...args: readonly string[]): Promise<boolean> {
  const file = await Deno.makeTempFile();
  try {
    const first = await openssl(target, ...older, ...args, "-sess_out", file);
    const isTicket = first?.printed.includes("TLS session ticket:") ?? false;
    if (first === null || isTicket === args.includes("-no_ticket")) return false;
    return (await openssl(target, ...older, ...args, "-sess_in", file))?.isResumed ?? false;
  } finally {
    await Deno.remove(file);
  }
}

/** RFC 7507: with a version below the server's highest. */
async function refusesFallback(target: Target): Promise<boolean | null> {
  for (const version of ["-tls1_2", "-tls1_1", "-tls1"]) {
    if (await openssl(target, version, ...everySuite) === null) continue;
    if (await openssl(target, version, ...everySuite, "-fallback_scsv") === null) return true;
  }
  return false;
}
