/** Programs that run to their end, and users to run them as. */

export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

export interface ToolOptions {
  /** `null`: as whoever runs the test. */
  readonly user?: string | null;
  readonly environment?: Readonly<Record<string, string>>;
  /** What it reads from its standard input; nothing when not given. */
  readonly input?: string;
}

/** What the program printed on standard output and error. Throws when it fails. */
export async function runTool(
  command: string,
  args: readonly string[],
  { user = null, environment = {}, input = "" }: ToolOptions = {},
): Promise<string> {
  const child = new Deno.Command(command, {
    args: [...args],
    env: { ...environment },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    ...(user === null ? {} : await identity(user)),
  }).spawn();
  const writer = child.stdin.getWriter();
  // A program that ends without reading is no failure of the test
  const written = writer.write(new TextEncoder().encode(input)).then(() => writer.close()).catch(() => {});
  const { success, stdout, stderr } = await child.output();
  await written;
  const printed = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  if (!success) throw new Error(`${command} ${args.join(" ")}\n${printed}`);
  return printed;
}

/** Gives `directory` and everything in it to `user`. */
export async function chownTo(user: string, directory: string): Promise<void> {
  await runTool("chown", ["-R", `${user}:`, directory]);
}

export async function identity(user: string): Promise<Identity> {
  const [, , uid, gid] = (await runTool("getent", ["passwd", user])).split(":");
  return { uid: Number(uid), gid: Number(gid) };
}
