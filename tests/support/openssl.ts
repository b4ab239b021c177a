/** The openssl command, with files in a folder of their own. */

export interface Folder {
  path(file: string): string;
  /** Resolves to the file's path. */
  write(file: string, content: string | Uint8Array): Promise<string>;
}

/** The folder is gone afterwards. */
export async function inFolder(work: (folder: Folder) => Promise<void>): Promise<void> {
  const name = await Deno.makeTempDir();
  const path = (file: string) => `${name}/${file}`;
  const write = async (file: string, content: string | Uint8Array) => {
    if (typeof content === "string") await Deno.writeTextFile(path(file), content);
    else await Deno.writeFile(path(file), content);
    return path(file);
  };
  try {
    await work({ path, write });
  } finally {
    await Deno.remove(name, { recursive: true });
  }
}

export async function openssl(args: readonly string[]): Promise<{ success: boolean; output: string }> {
  const { success, stdout, stderr } = await new Deno.Command("openssl", { args: [...args] }).output();
  const text = new TextDecoder();
  return { success, output: `${text.decode(stdout)}${text.decode(stderr)}`.trim() };
}

/** Whether there is one, and the permissions to use it. */
export async function canRunOpenssl(): Promise<boolean> {
  const needed = [{ name: "run" }, { name: "read" }, { name: "write", path: "/tmp" }] as const;
  for (const permission of needed) {
    if ((await Deno.permissions.query(permission)).state !== "granted") return false;
  }
  try {
    return (await openssl(["version"])).success;
  } catch {
    return false;
  }
}
