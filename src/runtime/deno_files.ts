/** The user's files: paths from where the user is, and errors in few words. */
import { resolve } from "node:path";

/** `deno task` goes to the project first and says where it came from; a command run by itself stays where it is. */
export function userPath(path: string): string {
  const project = resolve(import.meta.dirname ?? ".", "../..");
  const directory = resolve(Deno.cwd()) === project ? Deno.env.get("INIT_CWD") ?? project : Deno.cwd();
  return resolve(directory, path);
}

/** A text file of the user's. Rejects with the system's own reason, without its numbers. */
export async function readFile(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(userPath(path));
  } catch (error) {
    throw explained(error, "there is no such file", "reading it is not permitted");
  }
}

/** What else an error of the system means to a user. */
export function explained(error: unknown, notFound: string, notPermitted: string): unknown {
  if (error instanceof Deno.errors.NotFound) return new Error(notFound, { cause: error });
  if (error instanceof Deno.errors.IsADirectory) return new Error("it is a directory", { cause: error });
  const { PermissionDenied, NotCapable } = Deno.errors;
  const isForbidden = error instanceof PermissionDenied || error instanceof NotCapable;
  return isForbidden ? new Error(notPermitted, { cause: error }) : error;
}
