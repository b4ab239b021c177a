/** What a real TLS server of another project is to these tests. */
import type { Credentials } from "../credentials.ts";

export interface TlsServer {
  /** As people know it. */
  readonly name: string;
  /** `null`: it needs no more than what runs the tests. */
  readonly debianPackage: string | null;
  /** Programs without which it cannot be run. */
  readonly programs: readonly string[];
  /** Asked instead of looking for the programs. */
  reasonToSkip?(): Promise<string | null>;
  /** One line that says which version is installed. */
  version(): Promise<string>;
  /** Resolves when it takes connections. Throws with what it printed when it does not come so far. */
  start(setting: Setting): Promise<RunningTlsServer>;
}

export interface Setting {
  /** In the server's own words: arguments, directives, options. `{root}` and its like stand for the files. */
  readonly configuration: string;
  readonly credentials: Credentials;
  /** Empty, temporary, removed afterwards. */
  readonly directory: string;
}

export interface RunningTlsServer {
  readonly port: number;
  /** What it says itself about the connection it had; to be asked when that has ended. */
  reported(): Promise<Reported>;
  /** Everything that it has printed; absent where it has nothing to say of a single connection. */
  printed?(): string;
  stop(): Promise<void>;
}

/** By IANA's names. What a server does not say is absent. */
export interface Reported {
  readonly version?: string;
  readonly suite?: string;
  readonly group?: string | null;
  readonly primeBits?: number;
  readonly scheme?: string | null;
  readonly alpn?: string | null;
  readonly clientCertificateRequested?: boolean;
  readonly extendedMainSecret?: boolean;
}

/** The configuration with paths for the names of files. */
export function withPaths({ configuration, credentials }: Setting): string {
  return configuration.replace(/\{(\w+)\}/g, (_, name) => {
    const path = (credentials as unknown as Record<string, string>)[name];
    if (path === undefined) throw new Error(`there is no file {${name}}`);
    return path;
  });
}

/** The configuration as a command's arguments. */
export function asArguments(setting: Setting): string[] {
  return withPaths(setting).split(/\s+/).filter((argument) => argument !== "");
}
