/** A server as a child process: started, read line by line, and ended whatever happens. */

export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What it prints when it takes connections; asking by connecting would use up the connection of some. */
  readonly ready: RegExp;
}

export class ServerProcess {
  readonly #child: Deno.ChildProcess;
  readonly #stdin: WritableStreamDefaultWriter<Uint8Array>;
  readonly #reading: Promise<unknown>;
  readonly #waiting = new Set<() => void>();
  #printed = "";
  #ended = false;

  private constructor({ command, args, directory, environment = {} }: ServerCommand) {
    this.#child = new Deno.Command(command, {
      args: [...args],
      cwd: directory,
      env: { ...environment },
      // Left open: s_server ends when it is closed, and so do the scripts here if this process is killed
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#stdin = this.#child.stdin.getWriter();
    this.#reading = Promise.all([this.#read(this.#child.stdout), this.#read(this.#child.stderr)]).then(() => {
      this.#ended = true;
      this.#wake();
    });
  }

  static async start(command: ServerCommand): Promise<ServerProcess> {
    const process = new ServerProcess(command);
    try {
      await process.prints(command.ready, START_MILLISECONDS);
      return process;
    } catch (error) {
      await process.stop();
      throw error;
    }
  }

  get processId(): number {
    return this.#child.pid;
  }

  /** Everything up to now, standard output and error as they came. */
  get printed(): string {
    return this.#printed;
  }

  /** Resolves with the first match as soon as it is printed. */
  async prints(pattern: RegExp, milliseconds: number = REPORT_MILLISECONDS): Promise<RegExpExecArray> {
    const until = performance.now() + milliseconds;
    for (;;) {
      const match = pattern.exec(this.#printed);
      if (match !== null) return match;
      const left = until - performance.now();
      if (this.#ended || left <= 0) {
        throw new Error(`${this.#ended ? "ended" : "waited"} without ${pattern}; printed:\n${this.#printed}`);
      }
      await this.#change(left);
    }
  }

  /** For a server that prints nothing when it listens, and can stand a connection that says nothing. */
  async takesConnections(port: number): Promise<void> {
    const until = performance.now() + START_MILLISECONDS;
    for (;;) {
      try {
        (await Deno.connect({ hostname: "127.0.0.1", port })).close();
        return;
      } catch (error) {
        if (this.#ended || performance.now() > until) {
          await this.stop();
          throw new Error(`nothing listens on port ${port}; printed:\n${this.#printed}`, { cause: error });
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async stop(): Promise<void> {
    this.#signal("SIGTERM");
    const lastResort = setTimeout(() => this.#signal("SIGKILL"), STOP_MILLISECONDS);
    try {
      await this.#stdin.close().catch(() => {});
      await this.#child.status;
      await this.#reading;
    } finally {
      clearTimeout(lastResort);
    }
  }

  #signal(signal: Deno.Signal): void {
    try {
      this.#child.kill(signal);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // it has ended already
    }
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      this.#printed += text;
      this.#wake();
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  async #change(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    this.#waiting.add(resolve);
    await promise;
    clearTimeout(timer);
    this.#waiting.delete(resolve);
  }
}

const START_MILLISECONDS = 60_000;
const REPORT_MILLISECONDS = 10_000;
const STOP_MILLISECONDS = 3_000;
