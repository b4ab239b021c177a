/** What a real server of another project is to these tests: how to configure it and run it in the foreground. */

export interface PeerServer {
  /** As people know it. */
  readonly name: string;
  readonly debianPackage: string;
  /** Where the program may be, the first that is there counts. */
  readonly binaries: readonly string[];
  /** Whether only root can start it. */
  readonly needsRoot: boolean;
  /** The user it must run as when root starts it, where it refuses root. */
  readonly user?: string;
  /** What it speaks in the clear before TLS, by our names for STARTTLS. Each gets a port of its own. */
  readonly protocols: readonly string[];
  /** How it answers a STARTTLS that its configuration does not support. */
  readonly withoutTls: "starttls_not_offered" | "starttls_failed";
  /** What it prints when it serves, where it takes connections before that. */
  readonly says?: string;
  /** Writes configuration and data into the directory, and gives the arguments to run it with. */
  configure(setting: Setting): Promise<Invocation>;
}

export interface Setting {
  readonly binary: string;
  /** Empty, temporary, removed afterwards. */
  readonly directory: string;
  /** By protocol. */
  readonly ports: Readonly<Record<string, number>>;
  /** PEM files of a certificate for `server.example`; `null`: the server is to run without TLS. */
  readonly tls: Credentials | null;
  /** Runs a tool to its end as the user that the server will have, who owns the directory by then. */
  runTool(
    command: string,
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): Promise<void>;
}

export interface Credentials {
  readonly certificate: string;
  readonly key: string;
}

export interface Invocation {
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}
