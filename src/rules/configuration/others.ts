/** How Postfix, programs in Java, and DNS zones spell what is configured in them. */
import type { Site, Snippet } from "./snippet.ts";
import { whole } from "./servers.ts";

/** Lines of main.cf. */
export function postfix(...lines: readonly string[]): Snippet {
  return { complete: ["# main.cf", ...lines].join("\n"), lines };
}

export interface JavaParts {
  /** Of the command line. */
  readonly options?: readonly string[];
  /** Statements about `parameters`, `context` or `exchange`. */
  readonly code?: readonly string[];
}

export const javaHeadings = {
  options: "# options of java: a file with them is read by java @file",
  code: "// in the program: SSLParameters parameters, SSLContext context, HttpExchange exchange",
} as const satisfies Record<keyof JavaParts, string>;

/** JSSE. */
export function java({ options = [], code = [] }: JavaParts): Snippet {
  const part = (heading: string, lines: readonly string[]) => lines.length === 0 ? [] : [heading, ...lines];
  return {
    complete: [
      ...part(javaHeadings.options, options),
      ...part(javaHeadings.code, code),
    ].join("\n"),
    lines: [...options, ...code],
  };
}

/** Records of the zone that the name is in, as RFC 1035 §5 writes them. */
export function zone(...lines: readonly string[]): Snippet {
  return whole(lines.join("\n"));
}

/** The key and the certificates, as Java wants them; the password is the one that `openssl` asks for. */
export function keyStore(site: Site): string[] {
  return [
    toKeyStore(site),
    `-Djavax.net.ssl.keyStore=/etc/ssl/${site.name}/keystore.p12`,
    "-Djavax.net.ssl.keyStorePassword=<its password>",
  ];
}

export function toKeyStore({ name }: Site): string {
  return `# openssl pkcs12 -export -in fullchain.pem -inkey privkey.pem -out /etc/ssl/${name}/keystore.p12`;
}
